//! A file of requests: what is asked, of which corpora, and where the answers go.

use crate::args::{ReadingArgs, WritingArgs, check_ending, check_excel};
use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};
use siyaq::output::{Format, GraphFormat, PageLanguage};
use siyaq::request::{AnyRequest, Network, RunOptions};
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

/// One request, and where its answer goes.
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) request: AnyRequest,
    /// The options that it names.
    given: Vec<String>,
    pub(crate) writing: WritingArgs,
    pub(crate) reasons: bool,
    pub(crate) svg: Option<PathBuf>,
    pub(crate) title: Option<String>,
    pub(crate) language: PageLanguage,
}

/// The most bytes that a file of requests has.
const MOST_BYTES: u64 = 16 << 20;

/// The text of a file of requests. What has no end is none.
fn read(file: &Path) -> Result<String> {
    let mut text = String::new();
    let read = std::fs::File::open(file)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if read as u64 > MOST_BYTES {
        bail!("it has more than 16 MiB, which no file of requests has");
    }
    Ok(text)
}

/// Reads the requests of a file.
pub(crate) fn read_study(file: &Path) -> Result<Vec<Entry>> {
    let name = file.display();
    let text = read(file).with_context(|| format!("read {name}"))?;
    let study: toml::Table = toml::from_str(&text).with_context(|| name.to_string())?;
    values(study).and_then(entries).with_context(|| name.to_string())
}

/// The same as JSON has it, which knows no `nan` and no `inf`: they are no values of any option, and would
/// be taken for none.
fn values(table: toml::Table) -> Result<Map<String, Value>> {
    let entry = |(name, value): (String, toml::Value)| {
        let value = value_of(value).with_context(|| name.clone())?;
        Ok((name, value))
    };
    table.into_iter().map(entry).collect()
}

fn value_of(value: toml::Value) -> Result<Value> {
    Ok(match value {
        toml::Value::Float(number) if !number.is_finite() => bail!("{number} is no number"),
        toml::Value::Table(table) => Value::Object(values(table)?),
        toml::Value::Array(all) => {
            Value::Array(all.into_iter().map(value_of).collect::<Result<_>>()?)
        }
        other => serde_json::to_value(other)?,
    })
}

/// Reads all requests.
fn entries(mut study: Map<String, Value>) -> Result<Vec<Entry>> {
    let corpora = match study.remove("corpora") {
        None => Map::new(),
        Some(Value::Object(corpora)) => corpora,
        Some(_) => bail!("corpora is a table of names"),
    };
    for (name, corpus) in &corpora {
        check_corpus(name, corpus)?;
    }
    let Some(Value::Array(requests)) = study.remove("request") else {
        bail!("there is no request; write [[request]] before each");
    };
    if let Some(name) = study.keys().next() {
        bail!("{name:?} is neither corpora nor request");
    }
    let mut entries = Vec::new();
    for (number, request) in (1..).zip(requests) {
        let verb = request.get("verb").and_then(Value::as_str).unwrap_or("no verb").to_owned();
        let output = request.get("output").and_then(Value::as_str).unwrap_or("no output");
        let name = format!("request {number} ({verb}, {output})");
        let Value::Object(fields) = request else { bail!("request {number} is no table") };
        entries.push(Entry::read(name.clone(), fields, &corpora).context(name)?);
    }
    Ok(entries)
}

/// Refuses a corpus that is neither a path nor a table of files and how they are read.
fn check_corpus(name: &str, corpus: &Value) -> Result<()> {
    let fields = match corpus {
        Value::String(_) => return Ok(()),
        Value::Object(fields) if fields.contains_key("inputs") => fields,
        _ => bail!("the corpus {name} is a path, or a table with inputs"),
    };
    let known = ReadingArgs::names();
    match fields.keys().find(|key| *key != "inputs" && !known.iter().any(|own| own == *key)) {
        Some(key) => {
            bail!("the corpus {name}: {key:?} is no option of reading: {}", known.join(", "))
        }
        None => Ok(()),
    }
}

/// The options that name corpora and files.
const INPUTS: [&str; 4] = ["input", "inputs", "targets", "reference"];

/// Puts the corpus for its name: a folder, or files with how they are read.
fn resolve(fields: &mut Map<String, Value>, corpora: &Map<String, Value>) -> Result<()> {
    for option in INPUTS {
        let named: Vec<String> = match fields.get(option) {
            Some(Value::String(name)) => vec![name.clone()],
            Some(Value::Array(names)) => {
                names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => continue,
        };
        if !named.iter().any(|name| corpora.contains_key(name)) {
            continue;
        }
        let mut inputs = Vec::new();
        for name in named {
            match corpora.get(&name) {
                None => inputs.push(Value::String(name)),
                Some(Value::String(path)) => inputs.push(Value::String(path.clone())),
                Some(Value::Object(corpus)) => {
                    for (key, value) in corpus {
                        match (key.as_str(), value) {
                            ("inputs", Value::Array(files)) => inputs.extend(files.iter().cloned()),
                            ("inputs", file) => inputs.push(file.clone()),
                            _ => add_reading(fields, key, value)?,
                        }
                    }
                }
                Some(_) => bail!("the corpus {name} is a path, or a table with inputs"),
            }
        }
        let value = match (option, inputs.as_slice()) {
            ("input" | "reference", [only]) => only.clone(),
            ("input" | "reference", _) => {
                bail!("{option} takes one corpus, file, folder or pattern, and several are named")
            }
            _ => Value::Array(inputs),
        };
        fields.insert(option.to_owned(), value);
    }
    Ok(())
}

/// An option of reading, which all corpora of a request share.
fn add_reading(fields: &mut Map<String, Value>, key: &str, value: &Value) -> Result<()> {
    match fields.insert(key.to_owned(), value.clone()) {
        Some(other) if other != *value => {
            bail!("{key} is {other} for one corpus of the request, and {value} for another")
        }
        _ => Ok(()),
    }
}

fn text(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>> {
    match fields.remove(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => bail!("{name} is a text, and not {other}"),
    }
}

fn flag(fields: &mut Map<String, Value>, name: &str) -> Result<bool> {
    match fields.remove(name) {
        None => Ok(false),
        Some(Value::Bool(flag)) => Ok(flag),
        Some(other) => bail!("{name} is true or false, and not {other}"),
    }
}

impl Entry {
    fn read(
        name: String,
        mut fields: Map<String, Value>,
        corpora: &Map<String, Value>,
    ) -> Result<Self> {
        resolve(&mut fields, corpora)?;
        let Some(output) = text(&mut fields, "output")? else {
            bail!("say where the answer goes: output = \"FILE\"");
        };
        if matches!(output.as_str(), "" | "-") {
            bail!(
                "output = {output:?} is no name of a file; each answer goes to a file of its own"
            );
        }
        let is_network = fields.get("verb").and_then(Value::as_str) == Some("network");
        let format = text(&mut fields, "format")?;
        let svg = text(&mut fields, "svg")?.map(PathBuf::from);
        let mut entry = Self {
            name,
            reasons: flag(&mut fields, "reasons")?,
            writing: WritingArgs {
                format: None,
                output: Some(PathBuf::from(&output)),
                excel: flag(&mut fields, "excel")?,
            },
            svg,
            title: None,
            language: PageLanguage::Arabic,
            given: Vec::new(),
            request: AnyRequest::from(Network::default()),
        };
        if is_network {
            entry.check_network(format.as_deref(), &fields)?;
            entry.title = text(&mut fields, "title")?;
            if let Some(code) = text(&mut fields, "lang")? {
                let language = PageLanguage::from_code(&code);
                entry.language =
                    language.with_context(|| format!("{code:?} is neither ar nor en"))?;
            }
        } else {
            entry.writing.format = format.as_deref().map(str::parse::<Format>).transpose()?;
            let known = Format::ALL.map(Format::name);
            check_ending(Path::new(&output), format.as_deref(), &known)?;
            if entry.writing.excel {
                check_excel(Path::new(&output))?;
            }
        }
        entry.given = fields.keys().filter(|name| *name != "verb").cloned().collect();
        entry.request = AnyRequest::from_value(Value::Object(fields))?;
        Ok(entry)
    }

    /// Refuses what a network has no use for.
    fn check_network(&self, format: Option<&str>, fields: &Map<String, Value>) -> Result<()> {
        let output = self.writing.output.as_deref().unwrap_or(Path::new(""));
        let known = GraphFormat::ALL.map(GraphFormat::name);
        check_ending(output, format, &known)?;
        let given =
            [("svg", self.svg.is_some()), ("excel", self.writing.excel), ("reasons", self.reasons)];
        if let Some((name, _)) = given.into_iter().find(|(_, given)| *given) {
            bail!("{name} is not for a network: the ending of output says how it is drawn");
        }
        let ending = output.extension().and_then(OsStr::to_str).unwrap_or_default();
        let is_drawn = ["svg", "html"].iter().any(|drawn| ending.eq_ignore_ascii_case(drawn));
        if let Some(name) = ["title", "lang"].iter().find(|name| fields.contains_key(**name))
            && !is_drawn
        {
            bail!("{name} is for pictures and pages: end output in .svg or .html");
        }
        Ok(())
    }

    /// The options of its run.
    pub(crate) fn options(&self) -> RunOptions {
        RunOptions::default().given(self.given.clone()).picture(self.svg.is_some())
    }

    /// The files that it writes.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &Path> {
        self.writing.output.iter().chain(&self.svg).map(PathBuf::as_path)
    }

    /// What it reads.
    pub(crate) fn inputs(&self) -> Vec<&OsStr> {
        self.request.inputs().into_iter().map(|input| input.as_os_str()).collect()
    }
}
