//! What spans are read by: what stands around a number, and nothing where that leaves a doubt.

use siyaq_token::Tokenizer;
use siyaq_token::spans::SpanFinder;

/// The spans of a text as `kind text = value`.
fn spans(text: &str) -> Vec<String> {
    let tokens = Tokenizer::default().tokenize(text);
    let spans = SpanFinder::default().find(text, &tokens);
    let write = |span: &siyaq_token::spans::Span| {
        let written = span.span.text(text).unwrap_or_default();
        format!("{} {written} = {}", span.kind(), span.value)
    };
    spans.iter().map(write).collect()
}

/// Checks the spans of each text.
fn check(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| spans(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  {:?}\n  expected {expected:?}", spans(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_point_before_three_digits_needs_evidence() {
    check(&[
        // Thousands of tons or tons with grams: nobody can tell.
        ("استورد الميناء 12.200 طن من القمح", &[]),
        ("بسعر 13.395 جنيها", &[]),
        ("أغلق السهم عند 2.150 درهم", &[]),
        ("ارتفع المؤشر 47.020 نقطة", &[]),
        ("رقم ١٢.٢٠٠", &[]),
        ("بقيمة $12.200", &[]),
        // What is counted in whole ones has no fractions.
        ("سجل 12.200 سيارة جديدة", &["number 12.200 = 12200"]),
        ("وصل ١٢.٢٠٠ زائر", &["number ١٢.٢٠٠ = 12200"]),
        ("استفاد (439.491) مقيما", &["number 439.491 = 439491"]),
        ("تنفيذ 3.031 صفقة", &["number 3.031 = 3031"]),
        ("بمعدل 2.375 طالب لكل معلم", &[]),
        // Percentages and millions have fractions and no thousands.
        ("تراجع بواقع 4.220%", &["percent 4.220% = 4.22%"]),
        ("تراجع بواقع %4.220", &["percent %4.220 = 4.22%"]),
        ("تراجع بواقع 6.670 في المائة", &["percent 6.670 في المائة = 6.67%"]),
        ("بلغت 59.480 مليون ريال", &["money 59.480 مليون ريال = 59480000 riyal"]),
        ("بلغ 7.737 مليون برميل", &["number 7.737 مليون = 7737000"]),
        // Two groups, a zero before the point and other counts of digits leave no doubt.
        ("بلغ 1.250.000 طن", &["number 1.250.000 = 1250000"]),
        ("نسبة 0.125 فقط", &["number 0.125 = 0.125"]),
        ("بسعر 12.20 درهم", &["money 12.20 درهم = 12.2 dirham"]),
        ("بسعر 12.2005 درهم", &["money 12.2005 درهم = 12.2005 dirham"]),
        ("مؤشر 1234.567", &["number 1234.567 = 1234.567"]),
        ("راتب 50.000 دولار", &["money 50.000 دولار = 50000 USD"]),
        ("بلغ 1,234 طنا", &["number 1,234 = 1234"]),
    ]);
}

#[test]
fn parts_in_the_wrong_order_need_evidence_too() {
    check(&[
        // The letter is a token of its own, and the span covers all three.
        ("أنتج 737ر7 مليون برميل", &["number 737ر7 مليون = 7737000"]),
        ("بقوة 7ر5 درجة", &["number 7ر5 = 5.7"]),
        ("بنسبة 123ر4%", &["percent 123ر4% = 4.123%"]),
        ("نحو 123ر0 غرام", &["number 123ر0 = 0.123"]),
        ("طوله 837ر72 متر", &[]),
        ("طوله 430 ر 72 كلم", &[]),
        ("عدد 500ر12 مواطن", &["number 500ر12 = 12500"]),
        ("بحد أقصى 000ر30 ريال", &["money 000ر30 ريال = 30000 riyal"]),
        ("بكلفة 540ر999ر45 ريالا", &["money 540ر999ر45 ريالا = 45999540 riyal"]),
        ("بكلفة 999 ر 999 ر 169 ريالا", &["money 999 ر 999 ر 169 ريالا = 169999999 riyal"]),
        ("بكلفة 50ر999ر45 ريالا", &["money 50ر999ر45 ريالا = 45999.5 riyal"]),
        ("بكلفة 540ر99ر45 ريالا", &[]),
        // And so with points.
        ("بإغلاق 640 .1 درهم بنسبة", &[]),
        ("إنجاز 553 .3 وحدة خلال", &["number 553 .3 = 3553"]),
        ("من 000 .138 من المختصين", &[]),
        ("بنسبة 800 .2% اليوم", &["percent 800 .2% = 2.8%"]),
        ("بقيمة 479 .1 مليار درهم", &["money 479 .1 مليار درهم = 1479000000 dirham"]),
        ("بإغلاق 260 .0 درهم بنسبة", &["money 260 .0 درهم = 0.26 dirham"]),
        ("تداول 976 .830 .70 سهما من", &["number 976 .830 .70 = 70830976"]),
        ("على 690 .025 .4 نقطة", &["number 690 .025 .4 = 4025.69"]),
        ("على 690 .025 .4 برميل", &[]),
        ("على 350 .3,128 نقطة", &["number 350 .3,128 = 3128.35"]),
    ]);
}

#[test]
fn groups_of_three_digits_need_evidence() {
    check(&[
        ("بسعر 150 300 ريال", &[]),
        ("بسعر 12 500 درهم", &[]),
        ("بنسبة 10 100% ثم", &[]),
        ("بسعر 250 000 درهم", &["money 250 000 درهم = 250000 dirham"]),
        ("بسعر 1 250 300 درهم", &["money 1 250 300 درهم = 1250300 dirham"]),
        ("بسعر 12 500,75 درهم", &["money 12 500,75 درهم = 12500.75 dirham"]),
        ("بسعر 150\u{A0}300 ريال", &["money 150\u{A0}300 ريال = 150300 riyal"]),
        ("الآيتان 151 152 من", &["number 151 = 151", "number 152 = 152"]),
        ("يوم 90 150 درهم", &["number 90 = 90", "money 150 درهم = 150 dirham"]),
        ("عام 2015 250 ريال", &["date 2015 = 2015", "money 250 ريال = 250 riyal"]),
    ]);
}
