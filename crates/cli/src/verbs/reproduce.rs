//! `siyaq reproduce`: a result made again.

use crate::again::{differences, make};
use crate::context::{Context, Outcome};
use crate::emit::print;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use siyaq::output::{ResultManifest, digest_file};
use siyaq::request::AnyRequest;
use std::path::{Path, PathBuf};

const LONG: &str = "\
Makes a result again, from the request in its manifest, and says whether the bytes are the same.
Nothing is replaced: the new result is made in a temporary folder, compared, and thrown away. The
file that stands beside the manifest is compared too, where it is there. When the bytes differ, it
says what else does: which input, or the version of siyaq.

Corpora and files are looked for where the manifest names them, from the folder that siyaq is
started in; that of the first run is the one to start it in.";

const AFTER: &str = "\
Exit codes: 0 the same bytes, 1 others, 2 error.

Examples:
  siyaq collocates news وزير -o وزير.csv
  siyaq reproduce وزير.csv.manifest.json
  siyaq reproduce وزير.csv";

/// Arguments of `reproduce`.
#[derive(Debug, Args)]
#[command(about = "Make a result again and compare the bytes", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct ReproduceArgs {
    /// The manifest of a result, or the result that it stands beside
    #[arg(value_name = "MANIFEST")]
    input: PathBuf,
}

/// Makes it again.
pub(crate) fn run(args: &ReproduceArgs, context: &Context) -> Result<Outcome> {
    let (old, result) = read(&args.input)?;
    let (Some(request), Some(writing)) = (&old.request, &old.writing) else {
        bail!(
            "{}: the manifest holds no request; the verb {} cannot be made again, or the result is of \
             a version of siyaq that wrote none",
            args.input.display(),
            old.command
        );
    };
    let request = AnyRequest::from_value(request.clone())
        .with_context(|| format!("{}: its request", args.input.display()))?;
    let folder = tempfile::tempdir().context("make a temporary folder")?;
    let (bytes, inputs) = make(request, writing, &folder.path().join("result"), context)?;
    let (file, before) = (&old.result.file, &old.result.blake3);
    if let Some(result) = result {
        let now = digest_file(&result).with_context(|| result.display().to_string())?.blake3;
        if now != *before {
            let again = if bytes == *before { "as the manifest says" } else { &bytes };
            print(&format!(
                "{file}: not the file that its manifest speaks of: {now} and not {before}; made \
                 again it is {again}\n"
            ))?;
            return Ok(Outcome::Nothing);
        }
    }
    if bytes == *before {
        print(&format!("{file}: the same bytes, {bytes}\n"))?;
        return Ok(Outcome::Found);
    }
    let why = differences(&old, &inputs);
    print(&format!("{file}: other bytes, {bytes} and not {before}\n{why}"))?;
    Ok(Outcome::Nothing)
}

/// The manifest itself, or that of a result; and the result, where it is there.
fn read(path: &Path) -> Result<(ResultManifest, Option<PathBuf>)> {
    let beside = ResultManifest::path_beside(path);
    let is_result = !path.to_string_lossy().ends_with(".manifest.json") && beside.exists();
    let manifest = ResultManifest::read(if is_result { &beside } else { path })?;
    let named = Path::new(&manifest.result.file);
    if named.file_name() != Some(named.as_os_str()) {
        bail!(
            "{}: its result is {:?}, which is no name of a file beside it",
            path.display(),
            named
        );
    }
    let result =
        if is_result { path.to_owned() } else { path.with_file_name(&manifest.result.file) };
    Ok((manifest, Some(result).filter(|result| result.is_file())))
}
