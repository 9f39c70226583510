//! The shape of the workspace: data goes down the layers and never up, every dependency has a
//! reason, modules use what stands above them, files stay short.
#![expect(clippy::unwrap_used, reason = "a workspace that cannot be read is a failed test")]

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The packages by layer, the lowest first. A package may depend on lower layers only.
const LAYERS: [&[&str]; 8] = [
    &["siyaq-datasets", "siyaq-types", "siyaq-simd", "siyaq-stats", "siyaq-disk"],
    &["siyaq-text", "siyaq-reader", "siyaq-lexicon"],
    &["siyaq-token", "siyaq-segment", "siyaq-index"],
    &["siyaq-query", "siyaq-count"],
    &["siyaq-analysis"],
    &["siyaq-output"],
    &["siyaq"],
    &["siyaq-cli", "siyaq-examples", "siyaq-benches", "siyaq-fuzz"],
];

/// A longer file is two files. Generated tables say in their first lines that they are generated.
const LONGEST_FILE: usize = 1000;

/// The most lines that a verb of the command has which asks a request.
const LONGEST_VERB: usize = 120;

/// Folders of one machine have no place in a file of the project.
const MACHINE_PATHS: [&str; 6] = [
    concat!("/", "home/"),
    concat!("/", "root/"),
    concat!("/", "work/"),
    concat!("/", "Users/"),
    concat!("/", "tmp/"),
    concat!("C:", "\\Users"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .features(CargoOpt::AllFeatures)
        .other_options(["--filter-platform", "host-tuple"].map(str::to_owned))
        .exec()
        .unwrap()
}

/// The package of the fuzz targets, which is a workspace of its own; without those it depends on, so
/// that nothing of them need be there.
fn fuzz_package() -> Package {
    let mut command = MetadataCommand::new();
    let metadata = command.manifest_path(root().join("fuzz/Cargo.toml")).no_deps().exec().unwrap();
    metadata.packages.into_iter().next().unwrap()
}

fn layer(package: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&package))
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn arrows_point_down() {
    let metadata = metadata();
    let mut problems = Vec::new();
    let fuzz = fuzz_package();
    let mut packages = metadata.workspace_packages();
    packages.push(&fuzz);
    for package in &packages {
        let name = package.name.as_str();
        let Some(from) = layer(name) else {
            problems.push(format!("{name} has no layer; give it one in LAYERS"));
            continue;
        };
        for dependency in &package.dependencies {
            let other = dependency.name.as_str();
            let Some(to) = layer(other) else { continue };
            if to >= from {
                problems.push(format!("{name} (L{from}) depends on {other} (L{to})"));
            }
        }
    }
    for name in LAYERS.concat() {
        if !packages.iter().any(|package| package.name.as_str() == name) {
            problems.push(format!("{name} has a layer, but there is no such package"));
        }
    }
    assert_none(&problems);
}

/// Everything that a package on a registry has to say of itself, and nothing outside its folder.
#[test]
fn every_package_can_be_published() {
    let metadata = metadata();
    let mut problems = Vec::new();
    for package in metadata.workspace_packages() {
        if package.publish.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let folder = package.manifest_path.parent().unwrap();
        let mut wants = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{}: {what}", package.name));
            }
        };
        wants(package.description.is_some(), "say what it is for");
        wants(package.documentation.is_some(), "name its documentation");
        wants(!package.keywords.is_empty() && package.keywords.len() <= 5, "one to five keywords");
        wants(!package.categories.is_empty(), "name its categories");
        wants(package.readme.is_some() && folder.join("README.md").exists(), "write its README.md");
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let ours = fs::read(root().join(licence)).unwrap();
            let same = fs::read(folder.join(licence)).is_ok_and(|text| text == ours);
            wants(same, &format!("{licence} is not that of the workspace"));
        }
        // A package holds its own folder only.
        for path in files(folder.join("src").as_std_path()).iter().filter(|path| is_rust(path)) {
            let code = code(&fs::read_to_string(path).unwrap());
            let depth = path.strip_prefix(folder).unwrap().components().count() - 1;
            let outside = format!("\"{}", "../".repeat(depth + 1));
            let included = code
                .split("include_")
                .skip(1)
                .any(|call| call.split(')').next().is_some_and(|call| call.contains(&outside)));
            wants(!included, &format!("{} includes a file outside the package", path.display()));
        }
    }
    assert_none(&problems);
}

#[test]
fn types_and_stats_stand_alone() {
    let metadata = metadata();
    let dependencies = |name: &str| -> Vec<String> {
        let packages = metadata.workspace_packages();
        let package = packages.into_iter().find(|package| package.name.as_str() == name).unwrap();
        package.dependencies.iter().map(|dependency| dependency.name.clone()).collect()
    };
    assert_eq!(dependencies("siyaq-types"), Vec::<String>::new());
    let ours: Vec<String> =
        dependencies("siyaq-stats").into_iter().filter(|name| layer(name).is_some()).collect();
    assert_eq!(ours, Vec::<String>::new());
}

/// For each dependency that is not ours: which packages name it.
fn users(packages: &[&Package]) -> BTreeMap<String, BTreeSet<String>> {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages {
        for dependency in &package.dependencies {
            if layer(&dependency.name).is_none() {
                let users = users.entry(dependency.name.clone()).or_default();
                users.insert(package.name.to_string());
            }
        }
    }
    users
}

#[test]
fn every_dependency_is_on_the_allowlist() {
    let metadata = metadata();
    let allowlist = fs::read_to_string(root().join("allowlist.toml")).unwrap();
    let allowlist: Table = allowlist.parse().unwrap();
    let fuzz = fuzz_package();
    let mut packages = metadata.workspace_packages();
    packages.push(&fuzz);
    let mut users = users(&packages);
    let mut problems = Vec::new();
    for (name, entry) in &allowlist {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default();
        let Some(found) = users.remove(name) else {
            problems.push(format!("{name}: nobody uses it; take it off"));
            continue;
        };
        if text("for").is_empty() {
            problems.push(format!("{name}: say what it is for"));
        }
        let listed = entry.get("used_by").and_then(Value::as_array).into_iter().flatten();
        let listed: BTreeSet<String> =
            listed.filter_map(|name| name.as_str().map(str::to_owned)).collect();
        if listed != found {
            problems.push(format!("{name}: write used_by = {found:?}"));
        }
        // Several versions may be in the tree; all of them are under the same licence.
        for package in metadata.packages.iter().filter(|package| package.name.as_str() == name) {
            let licence = package.license.as_deref().unwrap_or_default();
            if licence != text("licence") {
                problems.push(format!("{name}: write licence = {licence:?}"));
            }
        }
    }
    for (name, users) in users {
        problems.push(format!("{name}: it is missing; used_by = {users:?}"));
    }
    let problems: Vec<String> =
        problems.into_iter().map(|problem| format!("allowlist.toml: {problem}")).collect();
    assert_none(&problems);
}

/// What a crate root says of its modules: their names in flow order, and which module each name
/// that the root hands on is from.
#[derive(Default)]
struct Modules {
    order: Vec<String>,
    exports: BTreeMap<String, String>,
}

impl Modules {
    fn of(root: &str) -> Self {
        let mut modules = Self::default();
        for statement in code(root).split(';') {
            let words = statement.split_whitespace();
            let words: Vec<&str> = words.skip_while(|word| word.starts_with("pub")).collect();
            match words.as_slice() {
                ["mod", name] => modules.order.push((*name).to_owned()),
                ["use", path @ ..] => {
                    for path in flat(&path.concat()) {
                        let mut steps = path.split("::").filter(|step| *step != "crate");
                        if let (Some(module), Some(name)) = (steps.next(), steps.last()) {
                            modules.exports.insert(name.to_owned(), module.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        modules
    }

    /// Where in the flow a name stands that modules use as `crate::name`.
    fn place(&self, name: &str) -> Option<usize> {
        let place = |name: &str| self.order.iter().position(|module| module == name);
        place(name).or_else(|| self.exports.get(name).and_then(|module| place(module)))
    }
}

/// The code of a file on one line: without comments, and without the unit tests at its end, which
/// may look at anything.
fn code(source: &str) -> String {
    let tests = source.find("#[cfg(test)]\nmod tests {");
    let code = tests.and_then(|tests| source.get(..tests)).unwrap_or(source);
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join(" ")
}

/// The paths of a `use` tree: `a::{b, c::d}` are `a::b` and `a::c::d`.
fn flat(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else {
        return tree.split(',').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    };
    let mut depth = 1;
    let end = rest.char_indices().find(|(_, sign)| {
        depth += i32::from(*sign == '{') - i32::from(*sign == '}');
        depth == 0
    });
    let (inside, after) = rest.split_at(end.map_or(rest.len(), |(place, _)| place));
    let (others, prefix) = before.rsplit_once(',').unwrap_or(("", before));
    let mut paths = flat(others);
    paths.extend(flat(inside).into_iter().map(|path| format!("{prefix}{path}")));
    paths.extend(flat(after.trim_start_matches('}')));
    paths
}

/// The names that code uses as `crate::name`, in `use` lines and elsewhere.
fn crate_names(source: &str) -> BTreeSet<String> {
    let code = code(source);
    let is_name = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut names = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let (before, path) = code.split_at(at);
        if before.ends_with(is_name) {
            continue;
        }
        let path = path.strip_prefix(found).unwrap();
        let paths = if path.starts_with('{') {
            flat(&path.split(';').next().unwrap_or_default().replace(' ', ""))
        } else {
            vec![path.to_owned()]
        };
        names.extend(paths.iter().map(|path| path.chars().take_while(|c| is_name(*c)).collect()));
    }
    names
}

#[test]
fn use_lines_are_understood() {
    assert_eq!(flat("a"), ["a"]);
    assert_eq!(flat("a::{b,c::{d,e},f}"), ["a::b", "a::c::d", "a::c::e", "a::f"]);
    let modules = Modules::of("//! mod x;\nmod a;\npub mod b;\npub use a::{One, two::Two};\n");
    assert_eq!(modules.order, ["a", "b"]);
    assert_eq!(
        (modules.place("b"), modules.place("Two"), modules.place("Three")),
        (Some(1), Some(0), None)
    );
    let source = "use crate::{a, b::{c,\n    d}};\n// crate::e\nlet f = crate::f::g(mycrate::h);";
    assert_eq!(crate_names(source).into_iter().collect::<Vec<_>>(), ["a", "b", "f"]);
}

#[test]
fn modules_use_what_stands_above_them() {
    let mut problems = Vec::new();
    for package in metadata().workspace_packages() {
        let folder = package.manifest_path.parent().unwrap().join("src");
        let folder = folder.as_std_path();
        for root in ["lib.rs", "main.rs"] {
            let Ok(source) = fs::read_to_string(folder.join(root)) else { continue };
            let modules = Modules::of(&source);
            for (place, module) in modules.order.iter().enumerate() {
                let names = module_files(folder, module)
                    .iter()
                    .flat_map(|path| crate_names(&fs::read_to_string(path).unwrap()))
                    .collect::<BTreeSet<_>>();
                for name in names {
                    if let Some(used) = modules.place(&name).filter(|used| *used > place) {
                        let used = modules.order.get(used).unwrap();
                        let package = &package.name;
                        problems.push(format!(
                            "{package}: {module} uses crate::{name}, but {used} stands below it in {root}"
                        ));
                    }
                }
            }
        }
    }
    assert_none(&problems);
}

/// The file of a module and those of the modules inside it.
fn module_files(folder: &Path, module: &str) -> Vec<PathBuf> {
    let mut paths = files(&folder.join(module));
    paths.retain(|path| is_rust(path));
    paths.extend([folder.join(format!("{module}.rs"))].into_iter().filter(|path| path.exists()));
    assert!(!paths.is_empty(), "{}: the module {module} has no file", folder.display());
    paths
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// What is not kept under version control.
const PASSING: [&str; 6] =
    ["target", ".git", "__pycache__", "fuzz/corpus", "fuzz/artifacts", "fuzz/coverage"];

/// All files in a folder and the folders in it, those of builds and of version control apart.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if PASSING.iter().any(|passing| path.ends_with(passing)) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_command_neither_counts_nor_scores() {
    let folder = root().join("crates/cli/src");
    let mut problems = Vec::new();
    for path in files(&folder).into_iter().filter(|path| is_rust(path)) {
        let name = path.strip_prefix(&folder).unwrap().display();
        let source = code(&fs::read_to_string(&path).unwrap());
        for module in ["siyaq::count", "siyaq::stats"] {
            if source.contains(module) {
                problems.push(format!("cli: {name} uses {module}; that belongs into a request"));
            }
        }
    }
    assert_none(&problems);
}

/// The verbs that are no requests yet: they read and write texts, corpora and lists themselves.
const NO_REQUESTS: [&str; 12] = [
    "demo",
    "info",
    "index",
    "layers",
    "lexicon",
    "normalize",
    "sentences",
    "spans",
    "tokenize",
    "tokens",
    "train",
    "verify",
];

/// What a verb decides belongs into its request.
#[test]
fn verbs_that_ask_are_short() {
    let folder = root().join("crates/cli/src/verbs");
    let mut problems = Vec::new();
    for path in files(&folder) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > LONGEST_VERB && !NO_REQUESTS.contains(&name.as_str()) {
            problems.push(format!("the verb {name} has {lines} lines; {LONGEST_VERB} are allowed"));
        }
    }
    assert_none(&problems);
}

/// Public functions that have no example of their own yet. Nothing is added here.
const WITHOUT_EXAMPLE: [&str; 20] = [
    "disk::check_place",
    "disk::check_regular",
    "disk::clear",
    "disk::place_of",
    "disk::read_regular",
    "disk::read_whole",
    "disk::rename_new",
    "disk::same_file",
    "disk::sync_folder",
    "index::add_layers",
    "index::check_target",
    "index::corpus_among",
    "index::corpus_of",
    "index::is_corpus",
    "index::on_damage",
    "index::recover",
    "segment::train",
    "simd::every_width",
    "simd::widest",
    "siyaq::refuse_corpora",
];

/// The functions of a file that are public by themselves, and whether their documentation has an example.
fn functions(source: &str) -> Vec<(String, bool)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let rest = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub const fn "));
        let Some(rest) = rest else { continue };
        let name = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next();
        let above = lines[..number].iter().rev();
        let mut above = above.take_while(|line| line.starts_with("///") || line.starts_with("#["));
        found.push((name.unwrap().to_owned(), above.any(|line| line.contains("```"))));
    }
    found
}

#[test]
fn public_functions_have_examples() {
    let mut problems = Vec::new();
    let mut without: BTreeSet<String> = BTreeSet::new();
    for name in LAYERS
        .iter()
        .take(7)
        .flat_map(|layer| layer.iter())
        .filter(|name| **name != "siyaq-datasets")
    {
        let own = name.trim_start_matches("siyaq-");
        let folder = root().join("crates").join(own).join("src");
        let exported = fs::read_to_string(folder.join("lib.rs")).unwrap();
        let words: BTreeSet<&str> =
            exported.split(|sign: char| !sign.is_alphanumeric() && sign != '_').collect();
        for path in files(&folder).into_iter().filter(|path| is_rust(path)) {
            for (function, has_example) in functions(&fs::read_to_string(&path).unwrap()) {
                if !has_example && words.contains(function.as_str()) {
                    without.insert(format!("{own}::{function}"));
                }
            }
        }
    }
    for name in &without {
        if !WITHOUT_EXAMPLE.contains(&name.as_str()) {
            problems.push(format!("{name} has no example in its documentation"));
        }
    }
    for name in WITHOUT_EXAMPLE.iter().filter(|name| !without.contains(**name)) {
        problems.push(format!("{name} has an example now: take it off the list"));
    }
    assert_none(&problems);
}

#[test]
fn files_are_short_and_know_no_machine() {
    let root = root();
    let all = files(&root);
    assert!(all.iter().any(|path| path.ends_with("crates/siyaq/src/lib.rs")), "no file is found");
    let mut problems = Vec::new();
    for path in all {
        // What is not text names no folder.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.strip_prefix(&root).unwrap().display();
        let lines = text.lines().count();
        let generated = text.lines().take(5).any(|line| line.contains("generated by"));
        if is_rust(&path) && lines > LONGEST_FILE && !generated {
            problems.push(format!("{name} has {lines} lines; {LONGEST_FILE} are allowed"));
        }
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(found) = MACHINE_PATHS.iter().find(|path| line.contains(**path)) {
                problems.push(format!("{name}:{number} speaks of {found}"));
            }
        }
    }
    assert_none(&problems);
}
