//! `siyaq reproduce`: a result made again.

use super::network;
use crate::context::{Context, Outcome};
use crate::emit::{print, shown_rows};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use siyaq::output::{
    Format, GraphFormat, Heading, InputRecord, PageLanguage, ReasonedRows, ResultManifest,
    WriteOptions, WritingRecord, digest_file, save_chart, save_network, save_rows,
};
use siyaq::request::{AnyRequest, Request, RunOptions};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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
    let result =
        if is_result { path.to_owned() } else { path.with_file_name(&manifest.result.file) };
    Ok((manifest, Some(result).filter(|result| result.is_file())))
}

/// Makes a result in a place of its own: the hash of its bytes, and what it was made of.
fn make(
    mut request: AnyRequest,
    writing: &WritingRecord,
    place: &Path,
    context: &Context,
) -> Result<(String, Vec<InputRecord>)> {
    let manifest =
        ResultManifest::new(request.verb(), "siyaq", siyaq::VERSION, SystemTime::UNIX_EPOCH);
    let options = RunOptions::default().picture(writing.picture);
    if let AnyRequest::Network(request) = &request {
        let format = GraphFormat::from_name(&writing.format)
            .with_context(|| format!("{:?} is no format of networks", writing.format))?;
        let found = request.run_with(&context.session, &options)?;
        let language = writing.language.as_deref().and_then(PageLanguage::from_code);
        let language = language.unwrap_or(PageLanguage::Arabic);
        let usual = || network::usual_title(request, &found.rows, language);
        let title = writing.title.clone().unwrap_or_else(usual);
        let heading = Heading { title: &title, language };
        let saved = save_network(&found.rows.network, format, heading, place, manifest)?;
        return Ok((saved.digest.blake3, found.inputs));
    }
    let found = request.run_with(&context.session, &options)?;
    if let Some(picture) = &found.picture {
        let saved = save_chart(picture, place, manifest)?;
        return Ok((saved.digest.blake3, found.inputs));
    }
    let format: Format = writing.format.parse()?;
    let top = if request.is_grouped() { None } else { shown_rows(*request.top(), format) };
    let options = WriteOptions::default().format(format).excel(writing.excel).top(top);
    let saved = match writing.reasons {
        true => save_rows(&ReasonedRows::new(&*found.rows), &options, place, manifest)?,
        false => save_rows(&*found.rows, &options, place, manifest)?,
    };
    Ok((saved.digest.blake3, found.inputs))
}

/// What else differs between two runs, a line each.
fn differences(old: &ResultManifest, inputs: &[InputRecord]) -> String {
    let mut lines = String::new();
    if old.tool.version != siyaq::VERSION {
        lines += &format!("siyaq was {}, and is {}\n", old.tool.version, siyaq::VERSION);
    }
    for input in &old.inputs {
        let now = inputs.iter().find(|now| (&now.role, &now.path) == (&input.role, &input.path));
        match now {
            Some(now) if now.blake3 == input.blake3 => {}
            Some(now) => {
                lines += &format!("{} is another one: {}\n", input.path, changed(input, now));
            }
            None => lines += &format!("{} was read, and is not read now\n", input.path),
        }
    }
    if lines.is_empty() {
        lines = "its inputs and the version of siyaq are the same\n".to_owned();
    }
    lines
}

/// What of an input has changed.
fn changed(old: &InputRecord, new: &InputRecord) -> String {
    let others = old.sources.iter().filter(|source| !new.sources.contains(source));
    let names: Vec<&str> = others.map(|source| source.path.as_str()).collect();
    match (names.is_empty(), old.sources.is_empty()) {
        (false, _) => format!("made of another {}", names.join(", ")),
        (true, false) => "made of the same files in another way".to_owned(),
        (true, true) => "the file has changed".to_owned(),
    }
}
