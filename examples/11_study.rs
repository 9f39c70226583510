//! How does a small study become something that anybody can run again?
//!
//! `cargo run -p siyaq-examples --example 11_study`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::output::{Rows, WriteOptions, write_rows};
use siyaq::request::{
    AnyRequest, Collocates, CompareCollocates, Dispersion, Request, Session, Tfidf,
};
use siyaq_examples::papers;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    // A session holds the corpora that are asked. This one is at hand; others are opened by the name of
    // their folder, or indexed from raw files, once each.
    let session = Session::new();
    session.put("papers", papers()?);

    // A question is a value: options with the defaults and the names of the command. What goes with
    // "price" ...
    let mut around = Collocates::new("papers", "سعر|اسعار");
    around.association.window = "3:3".parse()?;
    around.association.min_freq = 3;
    let answer = around.run(&session)?;
    println!("{} collocates", answer.rows.len());

    // ... and whether the two newspapers differ in that.
    let mut contrast = CompareCollocates::new("papers", "سعر|اسعار");
    contrast.query.scope.condition = Some("source=minbar".parse()?);
    contrast.reference = Some("rest".into());
    contrast.min_freq = 3;

    // How evenly the word is spread, and what each paper writes of most.
    let mut spread = Dispersion::new("papers", "سعر|اسعار");
    spread.summary = true;
    let mut terms = Tfidf::new(["papers"]);
    terms.each = Some("source".to_owned());
    terms.top = Some(5);

    // A study is a list of questions, whatever they ask. Written down it is a file that
    // `siyaq run` and other programs read.
    let study: Vec<AnyRequest> = vec![around.into(), contrast.into(), spread.into(), terms.into()];
    let mut written = Vec::new();
    for request in &study {
        written.push(request.to_value()?.to_string());
    }

    // Read again it asks the same, and the answers are the same to the last byte.
    for (request, text) in study.iter().zip(&written) {
        let again = AnyRequest::from_json(text)?;
        assert_eq!(*request, again);
        let tables = [request, &again].map(|request| table(request, &session));
        let [first, second] = tables;
        let first = first?;
        assert_eq!(first, second?);
        println!("\n{}\n{}", request.verb(), first.lines().take(4).collect::<Vec<_>>().join("\n"));
    }

    // An option that does not exist, or would change nothing, is refused.
    let unknown = AnyRequest::from_json(r#"{"verb": "collocates", "windwo": "3:3"}"#);
    println!("\n{}", unknown.err().ok_or("it is refused")?);
    let mut idle = Dispersion::new("papers", "سعر");
    idle.bootstrap.bootstrap = Some(100);
    println!("{}", idle.run(&session).err().ok_or("it is refused")?);
    Ok(())
}

/// The answer as CSV.
fn table(request: &AnyRequest, session: &Session) -> Result<String, Box<dyn Error>> {
    let answer = request.run(session)?;
    let mut csv = Vec::new();
    write_rows(&*answer.rows, &WriteOptions::default(), &mut csv)?;
    Ok(String::from_utf8(csv)?)
}
