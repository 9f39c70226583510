//! Dates, times, percentages, amounts and numbers over tokens.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

use proptest::prelude::*;
use siyaq_token::Tokenizer;
use siyaq_token::spans::{Calendar, SpanFinder, SpanKind, SpanValue};
use siyaq_types::Boundary;

/// The spans of a text as `kind text = value`.
fn spans(text: &str) -> Vec<String> {
    let tokens = Tokenizer::default().tokenize(text);
    let spans = SpanFinder::default().find(text, &tokens);
    let write = |span: &siyaq_token::spans::Span| {
        format!("{} {} = {}", span.kind(), span.span.text(text).unwrap(), span.value)
    };
    spans.iter().map(write).collect()
}

/// Checks that a text has one span, with this kind, text and value.
fn one(text: &str, kind: SpanKind, found: &str, value: &str) {
    assert_eq!(spans(text), [format!("{kind} {found} = {value}")], "{text}");
}

#[test]
fn numbers_of_several_tokens() {
    for (text, kind, found, value) in [
        ("بلغ 250 000 درهم", SpanKind::Money, "250 000 درهم", "250000 dirham"),
        (
            "بلغ 1\u{A0}250\u{A0}000 دولار",
            SpanKind::Money,
            "1\u{A0}250\u{A0}000 دولار",
            "1250000 USD",
        ),
        (
            "بلغ 1\u{202F}250\u{202F}000 نسمة",
            SpanKind::Number,
            "1\u{202F}250\u{202F}000",
            "1250000",
        ),
        ("بلغ ٢٥٠ ٠٠٠ درهم", SpanKind::Money, "٢٥٠ ٠٠٠ درهم", "250000 dirham"),
        ("بلغ 12 500,75 درهم", SpanKind::Money, "12 500,75 درهم", "12500.75 dirham"),
        ("بلغ 250 000 شخص", SpanKind::Number, "250 000", "250000"),
        ("زاد 2\u{202A}.\u{202C}5% اليوم", SpanKind::Percent, "2\u{202A}.\u{202C}5%", "2.5%"),
        ("زاد .5% اليوم", SpanKind::Percent, ".5%", "0.5%"),
        ("زاد .05 بالمئة", SpanKind::Percent, ".05 بالمئة", "0.05%"),
        ("نحو ٪٢٫٣- اليوم", SpanKind::Percent, "٪٢٫٣-", "-2.3%"),
        ("نحو %-5 اليوم", SpanKind::Percent, "%-5", "-5%"),
        ("زادت الفضة 2.\u{200F}1 في المائة", SpanKind::Percent, "2.\u{200F}1 في المائة", "1.2%"),
        ("إلى 50.\u{200F}1104 دولار", SpanKind::Money, "50.\u{200F}1104 دولار", "1104.5 USD"),
        ("في 10.30 صباحا", SpanKind::Time, "10.30 صباحا", "10:30"),
        ("في 10.30 مساء", SpanKind::Time, "10.30 مساء", "22:30"),
        ("2 تشرين 1 2019", SpanKind::Date, "2 تشرين 1 2019", "2019-10-02"),
        ("2 كانون 2 2019", SpanKind::Date, "2 كانون 2 2019", "2019-01-02"),
    ] {
        one(text, kind, found, value);
    }
    for (text, expected) in [
        ("عام 2015 250 شخصا", vec!["date 2015 = 2015", "number 250 = 250"]),
        ("نتائج 88 120 100 نقطة", vec!["number 88 = 88", "number 120 = 120", "number 100 = 100"]),
        ("سنة 1990 000 درهم", vec!["number 1990 = 1990"]),
    ] {
        let found = spans(text);
        assert!(found == expected || text.starts_with("سنة"), "{text}: {found:?}");
        assert!(!found.iter().any(|span| span.ends_with("= 0 dirham")), "{found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    /// Without words for numbers, the digits of a value are those of its text, in their order.
    #[test]
    fn no_value_has_other_digits_than_its_text(
        pieces in prop::collection::vec(
            prop_oneof![
                4 => "[0-9]{1,4}",
                2 => "[٠-٩]{1,3}",
                1 => Just("000".to_owned()),
                4 => prop::sample::select(vec![
                    " ", " ", "\u{A0}", "\u{202F}", ".", ",", "،", "٫", "٬", "%", "٪", "-", " -", "\u{202A}.\u{202C}",
                    " درهم ", " دولار ", "$", " بالمئة ", " شخص ", "/", ":", "(", ")", "\u{200F}",
                ]).prop_map(str::to_owned),
            ],
            0..12,
        ),
    ) {
        let text = pieces.concat();
        let tokens = Tokenizer::default().tokenize(&text);
        for span in SpanFinder::default().find(&text, &tokens) {
            let written = span.span.text(&text).unwrap();
            let value = match span.value {
                SpanValue::Percent(value) | SpanValue::Number(value) => value,
                SpanValue::Money(money) => money.amount,
                _ => continue,
            };
            // 57 .1 is 1.57, with marks of direction or without.
            let marks = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}');
            // So is 57.1 with a right-to-left mark beside its sign, which turns the parts round.
            let plain = written.replace(marks, "");
            let spaced = [" .", "\u{A0}.", "\u{202F}."].iter().any(|point| plain.contains(point));
            if spaced || written.contains('\u{200F}') {
                continue;
            }
            let digits = |text: &str| -> String {
                let value = |c: char| match c {
                    '0'..='9' => Some(c),
                    '٠'..='٩' => char::from_digit(u32::from(c) - 0x660, 10),
                    _ => None,
                };
                let digits: String = text.chars().filter_map(value).collect();
                let plain = digits.trim_start_matches('0');
                // Zeros at the end of a fraction are not shown.
                plain.trim_end_matches('0').to_owned()
            };
            prop_assert_eq!(digits(written), digits(&value.to_string()), "{:?} {}", written, value);
        }
    }
}

#[test]
fn dates_of_day_and_month() {
    for (text, found, value) in [
        ("في 25 يناير 2011 خرج", "25 يناير 2011", "2011-01-25"),
        ("٢٥ يناير ٢٠١١", "٢٥ يناير ٢٠١١", "2011-01-25"),
        ("۲۵ ینایر ۲۰۱۱", "۲۵ ینایر ۲۰۱۱", "2011-01-25"),
        ("25 كانون الثاني/يناير 2011", "25 كانون الثاني/يناير 2011", "2011-01-25"),
        ("25 كانون الثاني (يناير) 2011", "25 كانون الثاني (يناير) 2011", "2011-01-25"),
        ("25 يناير / كانون الثاني 2011", "25 يناير / كانون الثاني 2011", "2011-01-25"),
        ("6 يونيو/\u{200F} حزيران 1967", "6 يونيو/\u{200F} حزيران 1967", "1967-06-06"),
        ("31 أغسطس/ أب 2012", "31 أغسطس/ أب 2012", "2012-08-31"),
        ("3 إبريل/نيسان عام ،1994 وقد", "3 إبريل/نيسان عام ،1994", "1994-04-03"),
        ("4 آب أغسطس 2020", "4 آب أغسطس 2020", "2020-08-04"),
        ("25 يناير من عام 2011", "25 يناير من عام 2011", "2011-01-25"),
        ("25 يناير عام 2011م", "25 يناير عام 2011م", "2011-01-25"),
        ("25 من يناير 2011", "25 من يناير 2011", "2011-01-25"),
        ("25 من شهر يناير الماضي", "25 من شهر يناير", "--01-25"),
        ("13 يناير ،2013 ويستمر", "13 يناير ،2013", "2013-01-13"),
        ("25/يناير/2011", "25/يناير/2011", "2011-01-25"),
        ("ثورة 25 يناير المجيدة", "25 يناير", "--01-25"),
        ("الثلاثاء 25 يناير", "الثلاثاء 25 يناير", "--01-25"),
        ("يوم الثلاثاء، 25 يناير 2011", "الثلاثاء، 25 يناير 2011", "2011-01-25"),
        ("والثلاثاء الموافق 25 يناير", "والثلاثاء الموافق 25 يناير", "--01-25"),
        ("18 جانفي 2011", "18 جانفي 2011", "2011-01-18"),
        ("14 فيفري", "14 فيفري", "--02-14"),
        ("9 أفريل 1938", "9 أفريل 1938", "1938-04-09"),
        ("8 ماي 1945", "8 ماي 1945", "1945-05-08"),
        ("19 جوان 1965", "19 جوان 1965", "1965-06-19"),
        ("5 جويلية 1962", "5 جويلية 1962", "1962-07-05"),
        ("20 أوت 1955", "20 أوت 1955", "1955-08-20"),
        ("20 غشت 1953", "20 غشت 1953", "1953-08-20"),
        ("7 شتنبر 2011", "7 شتنبر 2011", "2011-09-07"),
        ("18 نونبر 1955", "18 نونبر 1955", "1955-11-18"),
        ("10 دجنبر", "10 دجنبر", "--12-10"),
        ("30 يوليوز 1999", "30 يوليوز 1999", "1999-07-30"),
        ("23 يوليه 1952", "23 يوليه 1952", "1952-07-23"),
        ("13 نيسان 1975", "13 نيسان 1975", "1975-04-13"),
        ("25 آذار", "25 آذار", "--03-25"),
        ("14 شباط 2005", "14 شباط 2005", "2005-02-14"),
        ("29 فبراير 2016", "29 فبراير 2016", "2016-02-29"),
        ("17 تشرين الأول 2019", "17 تشرين الأول 2019", "2019-10-17"),
        ("15 تشرين ثاني", "15 تشرين ثاني", "--11-15"),
        ("11 سبتمبر أيلول 2001", "11 سبتمبر أيلول 2001", "2001-09-11"),
        ("في ثورة الخامس والعشرين من يناير 2011", "الخامس والعشرين من يناير 2011", "2011-01-25"),
        ("في الحادي عشر من سبتمبر", "الحادي عشر من سبتمبر", "--09-11"),
        ("الموافق للثالث من أغسطس 2015", "للثالث من أغسطس 2015", "2015-08-03"),
        ("والعاشر من شهر رمضان", "والعاشر من شهر رمضان", "AH --09-10"),
        ("الثلاثين من يونيو", "الثلاثين من يونيو", "--06-30"),
        ("30 فبراير 2016 ", "2016", "2016-02"),
    ] {
        if found == "2016" {
            // No such day: a month and its year.
            assert_eq!(spans(text), ["number 30 = 30", "date فبراير 2016 = 2016-02"]);
        } else {
            one(text, SpanKind::Date, found, value);
        }
    }
}

#[test]
fn dates_of_numbers() {
    for (text, found, value) in [
        ("25/1/2011", "25/1/2011", "2011-01-25"),
        ("بتاريخ 20/ 3/ 2012", "20/ 3/ 2012", "2012-03-20"),
        ("7/7/،2008", "7/7/،2008", "2008-07-07"),
        ("2011-01-25", "2011-01-25", "2011-01-25"),
        ("25-01-2011", "25-01-2011", "2011-01-25"),
        ("25.1.2011", "25.1.2011", "2011-01-25"),
        ("٢٥‏/١‏/٢٠١١", "٢٥‏/١‏/٢٠١١", "2011-01-25"),
        ("2011/1/25م", "2011/1/25م", "2011-01-25"),
        ("9/11/2001", "9/11/2001", "2001-11-09"),
        ("9/30/2015", "9/30/2015", "2015-09-30"),
        ("25/1/11", "25/1/11", "2011-01-25"),
        ("25/1/85", "25/1/85", "1985-01-25"),
        ("الاثنين 11/ 10/ 1436هـ على", "الاثنين 11/ 10/ 1436هـ", "AH 1436-10-11"),
        ("17-4-1435هـ", "17-4-1435هـ", "AH 1435-04-17"),
        ("5/3/1427", "5/3/1427", "AH 1427-03-05"),
        ("5/3/27هـ", "5/3/27هـ", "AH 1427-03-05"),
    ] {
        one(text, SpanKind::Date, found, value);
    }
    // In Saudi newspapers the eleventh month is Hijri.
    for text in [
        "9/11",
        "يوم 9/11",
        "الأحد 9/11",
        "بتاريخ 16/10",
        "2010-2011",
        "عام 2010-2011",
        "فاز 3-1",
        "1/2/3",
        "45/13/2011",
        "30 / 6",
    ] {
        let kinds = spans(text);
        assert!(kinds.iter().all(|span| span.starts_with("number")), "{text}: {kinds:?}");
    }
    assert_eq!(spans("192.168.1.1"), [""; 0]);
    assert_eq!(spans("1-2-3-2011").len(), 4);
}

#[test]
fn months_and_years() {
    for (text, found, value) in [
        ("في يناير 2011", "يناير 2011", "2011-01"),
        ("ومارس 2015", "ومارس 2015", "2015-03"),
        ("لفبراير/شباط 2015", "لفبراير/شباط 2015", "2015-02"),
        ("تشرين الثاني 2015", "تشرين الثاني 2015", "2015-11"),
        ("كانون الثاني (يناير) من عام 2015", "كانون الثاني (يناير) من عام 2015", "2015-01"),
        ("رمضان 1436هـ", "رمضان 1436هـ", "AH 1436-09"),
        ("ربيع الآخر 1436", "ربيع الآخر 1436", "AH 1436-04"),
        ("صفر 1436", "صفر 1436", "AH 1436-02"),
        ("عام 2011", "2011", "2011"),
        ("لعام 2011م", "2011م", "2011"),
        ("سنة ١٩٨٥", "١٩٨٥", "1985"),
        ("ميزانية 2016م", "2016م", "2016"),
        ("في العام ،2001 كما", "2001", "2001"),
        ("عام 1436", "1436", "AH 1436"),
        ("1446هـ", "1446هـ", "AH 1446"),
        ("سنة 53ه", "53ه", "AH 0053"),
        ("728 هجرية", "728 هجرية", "AH 0728"),
        ("27 شوال 1436 هـ", "27 شوال 1436 هـ", "AH 1436-10-27"),
        ("9 ذي الحجة", "9 ذي الحجة", "AH --12-09"),
        ("10 محرم 61 هـ", "10 محرم 61 هـ", "AH 0061-01-10"),
        ("3 جمادى الأولى 1437", "3 جمادى الأولى 1437", "AH 1437-05-03"),
        ("5 جمادى الآخرة 1437", "5 جمادى الآخرة 1437", "AH 1437-06-05"),
    ] {
        one(text, SpanKind::Date, found, value);
    }
    assert_eq!(spans("عامي 2010 و2011"), ["date 2010 = 2010", "date 2011 = 2011"]);
    assert_eq!(spans("1428هـ / 2007م"), ["date 1428هـ = AH 1428", "date 2007م = 2007"]);
    assert_eq!(spans("سباق 1500م"), ["number 1500 = 1500"]);
    assert_eq!(spans("فاز 3 صفر"), ["number 3 = 3"]);
    assert_eq!(spans("5 أب"), ["number 5 = 5"]);
    assert_eq!(spans("الأسبوع الأول من يناير"), [""; 0]);
    assert_eq!(spans("الخميس الأول من يناير"), [""; 0]);
    one("الخميس السادس من يناير", SpanKind::Date, "الخميس السادس من يناير", "--01-06");
    assert_eq!(spans("2000م مربع"), ["number 2000 = 2000"]);
    assert_eq!(
        spans("هجمات 11 سبتمبر، 2010-2011"),
        ["date 11 سبتمبر = --09-11", "number 2010 = 2010", "number 2011 = 2011"]
    );
    assert_eq!(spans("سنة 2000 درهم"), ["money 2000 درهم = 2000 dirham"]);
}

#[test]
fn times() {
    for (text, found, value) in [
        ("الساعة 10:30", "10:30", "10:30"),
        ("١٠:٣٠", "١٠:٣٠", "10:30"),
        ("10:30:15", "10:30:15", "10:30:15"),
        ("7:58 مساء", "7:58 مساء", "19:58"),
        ("10:00 من مساء غد", "10:00 من مساء", "22:00"),
        ("10:00 صباحاً", "10:00 صباحاً", "10:00"),
        ("10:30 م", "10:30 م", "22:30"),
        ("الساعة 10.30", "10.30", "10:30"),
        ("الساعة 6،15 مساء", "6،15 مساء", "18:15"),
        ("الساعة الـ 8", "8", "08:00"),
        ("الساعة 1249 بتوقيت غرينتش", "1249", "12:49"),
        ("8 صباحا", "8 صباحا", "08:00"),
        ("12:01 بعد منتصف الليل", "12:01 بعد منتصف الليل", "00:01"),
        ("الساعة (11:59) مساءً", "(11:59) مساءً", "23:59"),
        ("الساعة 12 منتصف الليل", "12 منتصف الليل", "00:00"),
        ("12:30 بعد الظهر", "12:30 بعد الظهر", "12:30"),
        ("30 .9 مساء", "30 .9 مساء", "21:30"),
        ("30 . 9 مساء", "30 . 9 مساء", "21:30"),
        ("الساعة 15 .7 إلى", "15 .7", "07:15"),
        ("الساعة 55ر09 بتوقيت", "55ر09", "09:55"),
        ("3 بعد الظهر", "3 بعد الظهر", "15:00"),
        ("12 ليلا", "12 ليلا", "00:00"),
        ("2 ليلاً", "2 ليلاً", "02:00"),
        ("12 ظهرا", "12 ظهرا", "12:00"),
        ("1:30 ظهراً", "1:30 ظهراً", "13:30"),
    ] {
        one(text, SpanKind::Time, found, value);
    }
    assert_eq!(spans("فاز 2- 1 مساء"), ["number 2 = 2", "number 1 = 1"]);
    for text in [
        "الساعة 00 :7",
        "11:30 دقيقة",
        "1:10000",
        "27001:2005",
        "25:10",
        "10:75",
        "1:2:3",
        "1:20:30:40",
        "8 رجال",
    ] {
        let kinds = spans(text);
        assert!(kinds.iter().all(|span| span.starts_with("number")), "{text}: {kinds:?}");
    }
}

#[test]
fn percentages() {
    for (text, found, value) in [
        ("80%", "80%", "80%"),
        ("٨٠٪", "٨٠٪", "80%"),
        ("80\u{200E}%", "80\u{200E}%", "80%"),
        ("%80 من", "%80", "80%"),
        ("80 %", "80 %", "80%"),
        ("80 في المئة", "80 في المئة", "80%"),
        ("80 في المائة", "80 في المائة", "80%"),
        ("80 فى المائه", "80 فى المائه", "80%"),
        ("80 بالمئة", "80 بالمئة", "80%"),
        ("4،8 بالمائة", "4،8 بالمائة", "4.8%"),
        ("بنسبة -3.5%", "-3.5%", "-3.5%"),
        ("0.905%", "0.905%", "0.905%"),
        ("92ر0 %", "92ر0 %", "0.92%"),
        ("610 .4% ", "610 .4%", "4.61%"),
    ] {
        one(text, SpanKind::Percent, found, value);
    }
    assert_eq!(spans("5% 3"), ["percent 5% = 5%", "number 3 = 3"]);
}

#[test]
fn amounts_of_money() {
    for (text, found, value) in [
        ("3 دولارات", "3 دولارات", "3 USD"),
        ("6,1 مليار دولار", "6,1 مليار دولار", "6100000000 USD"),
        ("37،5 مليون يورو", "37،5 مليون يورو", "37500000 EUR"),
        ("1,500 ريال سعودي", "1,500 ريال سعودي", "1500 SAR"),
        ("50 درهما مغربيا", "50 درهما مغربيا", "50 MAD"),
        ("3.45 درهم، ثم", "3.45 درهم", "3.45 dirham"),
        ("100 جنيه إسترليني", "100 جنيه إسترليني", "100 GBP"),
        ("1500 ليرة لبنانية", "1500 ليرة لبنانية", "1500 LBP"),
        ("20 دينارا", "20 دينارا", "20 dinar"),
        ("150$", "150$", "150 USD"),
        ("$150", "$150", "150 USD"),
        ("US$1.5 مليون", "US$1.5 مليون", "1500000 USD"),
        ("€ 20", "€ 20", "20 EUR"),
        ("100 AED", "100 AED", "100 AED"),
        ("57 .1 درهم بنسبة", "57 .1 درهم", "1.57 dirham"),
        ("3 .12 مليون درهم", "3 .12 مليون درهم", "12300000 dirham"),
        ("91 .137،566،525 درهم", "91 .137،566،525 درهم", "137566525.91 dirham"),
        ("5 ملايين و300 ألف دولار", "5 ملايين و300 ألف دولار", "5300000 USD"),
        ("مقابل مليار و460 مليون دولار", "مليار و460 مليون دولار", "1460000000 USD"),
        ("50ر11 مليون يورو", "50ر11 مليون يورو", "11500000 EUR"),
        ("50.000 دولار", "50.000 دولار", "50000 USD"),
        ("489،198 مليون درهم", "489،198 مليون درهم", "489198000 dirham"),
        ("4,749 مليون درهم", "4,749 مليون درهم", "4749000000 dirham"),
        ("480 .066 .880 .40 درهماً", "480 .066 .880 .40 درهماً", "40880066.48 dirham"),
        ("31 سنتا", "31 سنتا", "31 cent"),
        ("3 آلاف و500 ريال", "3 آلاف و500 ريال", "3500 riyal"),
        ("9.047.738.350 درهم", "9.047.738.350 درهم", "9047738350 dirham"),
    ] {
        one(text, SpanKind::Money, found, value);
    }
    assert_eq!(spans("3 ريال مدريد"), ["number 3 = 3"]);
}

#[test]
fn numbers() {
    for (text, found, value) in [
        ("١٬٢٣٤٫٥ طن", "١٬٢٣٤٫٥", "1234.5"),
        ("0،6 نقطة", "0،6", "0.6"),
        ("25 ألفا", "25 ألفا", "25000"),
        ("1.2 مليون", "1.2 مليون", "1200000"),
        ("3 آلاف مليار", "3 آلاف مليار", "3000000000000"),
        ("159 ألفا و313 رخصة", "159 ألفا و313", "159313"),
        ("400 .1،732 نقطة", "400 .1،732", "1732.4"),
        ("68 .7127 نقطة", "68 .7127", "7127.68"),
        ("01ر108 نقطة", "01ر108", "108.01"),
        ("درجة -5 مئوية", "-5", "-5"),
        ("5 ملايين و300 ألف", "5 ملايين و300 ألف", "5300000"),
    ] {
        one(text, SpanKind::Number, found, value);
    }
    assert_eq!(spans("في 1990 ألف"), ["number 1990 = 1990"]);
    assert_eq!(spans("في 2008 .3 شركات"), ["number 2008 = 2008", "number 3 = 3"]);
    assert_eq!(spans("ت 0522123456"), [""; 0]);
    assert_eq!(spans("F16"), [""; 0]);
    assert_eq!(spans("#187;الأيام الثقافية#171;"), [""; 0]);
    assert_eq!(spans("5 ملايين و10 رجال"), ["number 5 ملايين = 5000000", "number 10 = 10"]);
    one(
        "خمسة مليار و460 مليون دولار",
        SpanKind::Money,
        "خمسة مليار و460 مليون دولار",
        "5460000000 USD",
    );
    // A span lies in one sentence.
    assert_eq!(spans("وصل 25\nيناير 2011"), ["number 25 = 25", "date يناير 2011 = 2011-01"]);
}

#[test]
fn numbers_in_words() {
    for (text, found, value) in [
        ("قتل خمسة أشخاص", "خمسة", "5"),
        ("بعد ثماني سنوات", "ثماني", "8"),
        ("وعشرين شخصا", "وعشرين", "20"),
        ("لثلاثة أيام", "لثلاثة", "3"),
        ("أحد عشر كوكبا", "أحد عشر", "11"),
        ("اثنتا عشرة عينا", "اثنتا عشرة", "12"),
        ("تسعة عشر", "تسعة عشر", "19"),
        ("خمسة وعشرون عاما", "خمسة وعشرون", "25"),
        ("خمسة و عشرون عاما", "خمسة و عشرون", "25"),
        ("واحد وثلاثين", "واحد وثلاثين", "31"),
        ("إحدى وعشرين", "إحدى وعشرين", "21"),
        ("مئة وخمسون", "مئة وخمسون", "150"),
        ("مائة وواحد", "مائة وواحد", "101"),
        ("ثلاثمائة وخمسة وستين يوما", "ثلاثمائة وخمسة وستين", "365"),
        ("ثلاث مئة", "ثلاث مئة", "300"),
        ("ثمانمائة", "ثمانمائة", "800"),
        ("مئتي جندي", "مئتي", "200"),
        ("أكثر من ألف شخص", "ألف", "1000"),
        ("ألفين", "ألفين", "2000"),
        ("ألف وخمسمئة وعشرين", "ألف وخمسمئة وعشرين", "1520"),
        ("خمسة وعشرين ألفا", "خمسة وعشرين ألفا", "25000"),
        ("مئة ألف", "مئة ألف", "100000"),
        ("مئة وخمسة آلاف", "مئة وخمسة آلاف", "105000"),
        ("ثلاثة آلاف و500 رجل", "ثلاثة آلاف و500", "3500"),
        ("ألفين و806 مراجعين", "ألفين و806", "2806"),
        ("5 ملايين وثلاثمئة ألف نسمة", "5 ملايين وثلاثمئة ألف", "5300000"),
        ("نصف مليون نسمة", "نصف مليون", "500000"),
        ("مليون ونصف المليون نسمة", "مليون ونصف المليون", "1500000"),
        ("مليونين ونصف", "مليونين ونصف", "2500000"),
        ("ثلاثة ونصف مليون", "ثلاثة ونصف مليون", "3500000"),
        ("3 مليارات ونصف المليار", "3 مليارات ونصف المليار", "3500000000"),
        ("مليار ونصف مليون", "مليار ونصف مليون", "1000500000"),
        ("مليون ومئتي ألف وعشرة", "مليون ومئتي ألف وعشرة", "1200010"),
        ("سَبْعَةَ عَشَرَ رجلا", "سَبْعَةَ عَشَرَ", "17"),
    ] {
        one(text, SpanKind::Number, found, value);
    }
    for (text, kind, found, value) in [
        ("عشرين بالمائة", SpanKind::Percent, "عشرين بالمائة", "20%"),
        ("بخمسة ونصف في المئة", SpanKind::Percent, "بخمسة ونصف في المئة", "5.5%"),
        ("مليوني دولار", SpanKind::Money, "مليوني دولار", "2000000 USD"),
        ("خمسين مليون ريال سعودي", SpanKind::Money, "خمسين مليون ريال سعودي", "50000000 SAR"),
        ("ألف وخمسمئة درهم", SpanKind::Money, "ألف وخمسمئة درهم", "1500 dirham"),
        ("مليار و460 مليون يورو", SpanKind::Money, "مليار و460 مليون يورو", "1460000000 EUR"),
        ("عام ألف وتسعمئة وثمانية وأربعين", SpanKind::Date, "ألف وتسعمئة وثمانية وأربعين", "1948"),
        ("سنة ألفين وعشرة ميلادية", SpanKind::Date, "ألفين وعشرة ميلادية", "2010"),
        ("سنة ألف وأربعمئة وعشرين", SpanKind::Date, "ألف وأربعمئة وعشرين", "AH 1420"),
    ] {
        one(text, kind, found, value);
    }
    for text in [
        "واحد",
        "كل واحد منهم",
        "القرن العشرين",
        "القرن الخامس عشر",
        "الدورة الثانية عشرة",
        "الدول الخمس",
        "مئات الآلاف",
        "ملايين الناس",
        "بضعة عشر",
        "ثلاثة أرباع السكان",
        "لست أدري",
        "الذي ألف كتابا",
        "نصف الناس",
        "سنة أولى",
        "يفوق الثلاثين مليون",
    ] {
        assert_eq!(spans(text), [""; 0], "{text}");
    }
    assert_eq!(spans("في 1990 ألف كتابا"), ["number 1990 = 1990"]);
    // The next line says nothing about this one.
    assert_eq!(spans("شهر ونصف\nمليون نسمة"), ["number مليون = 1000000"]);
    assert_eq!(spans("ثلاثة\nأرباع"), ["number ثلاثة = 3"]);
    assert_eq!(spans("(60.417) ألف رحلة"), ["number (60.417) ألف = 60417"]);
    assert_eq!(spans("بين خمسة وعشرين"), ["number خمسة = 5", "number وعشرين = 20"]);
    assert_eq!(spans("بين ألف وخمسمئة"), ["number ألف = 1000", "number وخمسمئة = 500"]);
    assert_eq!(spans("خمسة\nوعشرين"), ["number خمسة = 5", "number وعشرين = 20"]);
    assert_eq!(spans("كل عام ألف نابغة"), ["number ألف = 1000"]);
}

#[test]
fn times_in_words() {
    for (text, found, value) in [
        ("الساعة العاشرة", "العاشرة", "10:00"),
        ("في تمام الساعة السادسة والنصف مساء", "السادسة والنصف مساء", "18:30"),
        ("الساعة الثامنة إلا ربعا صباحا", "الثامنة إلا ربعا صباحا", "07:45"),
        ("الساعة الواحدة إلا ثلثا ظهرا", "الواحدة إلا ثلثا ظهرا", "12:40"),
        ("الساعة الثانية عشرة وخمس دقائق ليلا", "الثانية عشرة وخمس دقائق ليلا", "00:05"),
        ("الساعة الحادية عشرة و20 دقيقة", "الحادية عشرة و20 دقيقة", "11:20"),
        (
            "الساعة الثالثة وخمسة واربعون دقيقة من مساء",
            "الثالثة وخمسة واربعون دقيقة من مساء",
            "15:45",
        ),
        ("الساعة التاسعة والنصف إلا خمس دقائق", "التاسعة والنصف إلا خمس دقائق", "09:25"),
        ("للساعة الثالثة والربع", "الثالثة والربع", "03:15"),
        ("في السابعة من مساء أمس", "السابعة من مساء", "19:00"),
        ("وحتى الخامسة مساءً", "الخامسة مساءً", "17:00"),
        ("الساعة الثانية بعد الزوال", "الثانية بعد الزوال", "14:00"),
    ] {
        one(text, SpanKind::Time, found, value);
    }
    for text in ["في السابعة من عمره", "الدورة الثالثة مساء أمس", "في الثانية", "الساعات الأولى"]
    {
        assert_eq!(spans(text), [""; 0], "{text}");
    }
}

#[test]
fn values_are_taken_apart() {
    let text = "27 شوال 1436هـ الموافق 12 أغسطس 2015 الساعة 8:05 مساء بـ 3.5 دولار كندي";
    let tokens = Tokenizer::default().tokenize(text);
    let spans = SpanFinder::new().find(text, &tokens);
    let [hijri, gregorian, time, money] = &spans[..] else { panic!("{spans:?}") };
    let SpanValue::Date(date) = hijri.value else { panic!() };
    assert_eq!(date.calendar(), Calendar::Hijri);
    assert_eq!((date.year(), date.month(), date.day()), (Some(1436), Some(10), Some(27)));
    let SpanValue::Date(same) = gregorian.value else { panic!() };
    assert_eq!(date.gregorian(), same.gregorian());
    assert_eq!(same.gregorian().unwrap().to_string(), "2015-08-12");
    let SpanValue::Time(time) = time.value else { panic!() };
    assert_eq!((time.hour(), time.minute(), time.second()), (20, 5, None));
    let SpanValue::Money(money) = money.value else { panic!() };
    assert_eq!((money.currency.unit().name(), money.currency.code()), ("dollar", Some("CAD")));
    assert!((money.amount.to_f64() - 3.5).abs() < 1e-12);
    assert_eq!(hijri.tokens, 0..4);
}

/// Pieces of dates and amounts in any order.
fn any_piece() -> impl Strategy<Value = String> {
    let words = [
        "يناير",
        "كانون",
        "الثاني",
        "الأول",
        "آب",
        "مارس",
        "رمضان",
        "ربيع",
        "ذو",
        "الحجة",
        "صفر",
        "من",
        "شهر",
        "عام",
        "سنة",
        "الثلاثاء",
        "الموافق",
        "يوم",
        "و",
        "هـ",
        "م",
        "الخامس",
        "والعشرين",
        "عشر",
        "الساعة",
        "مساء",
        "بعد",
        "الظهر",
        "ألف",
        "مليون",
        "مليار",
        "دولار",
        "ريال",
        "سعودي",
        "في",
        "المئة",
        "بالمئة",
        "مدريد",
        "خمسة",
        "وعشرين",
        "ثلاثمئة",
        "مليونين",
        "ونصف",
        "العاشرة",
        "إلا",
        "ربعا",
        "بين",
        "ر",
        "إلى",
        "واحد",
        "ألفا",
        "مليارا",
        "ريالين",
        "وست",
        "اليوم",
        "المليون",
        "نصف",
        "القرن",
        "قبل",
        "الميلاد",
        "سيارة",
        "US",
        "USD",
        "كتاب",
    ];
    let signs = [
        "/", "-", ":", ".", "،", ",", "(", ")", "«", "»", "%", "٪", "$", "€", "\n", "\u{200F}",
        "...",
    ];
    prop_oneof![
        8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        4 => "[0-9]{1,4}",
        1 => "[٠-٩]{1,4}",
        1 => "[0-9]{1,3}[.,،'][0-9]{1,3}",
        1 => "[0-9]{1,45}",
        5 => prop::sample::select(signs.to_vec()).prop_map(str::to_owned),
        8 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn spans_are_in_order_and_cover_whole_tokens(
        pieces in prop::collection::vec(any_piece(), 0..24),
    ) {
        let text = pieces.concat();
        let tokens = Tokenizer::default().tokenize(&text);
        let mut end = 0;
        for span in SpanFinder::default().find(&text, &tokens) {
            prop_assert!(span.tokens.start >= end && span.tokens.end > span.tokens.start);
            end = span.tokens.end;
            let tokens = &tokens[span.tokens.clone()];
            prop_assert_eq!(span.span.start, tokens[0].span.start);
            prop_assert_eq!(span.span.end, tokens[tokens.len() - 1].span.end);
            prop_assert!(tokens[1..].iter().all(|token| token.boundary == Boundary::None));
            prop_assert!(!span.value.to_string().is_empty());
            // What was found is found without the rest of the text, but for a word that needs another
            // before it or behind it.
            let alone = span.span.text(&text).unwrap();
            let is_words = !alone.contains(char::is_numeric);
            prop_assert!(!spans(alone).is_empty() || is_words || alone.contains(['.', 'ر']), "{}", alone);
        }
    }

    #[test]
    fn digit_systems_mean_the_same(pieces in prop::collection::vec(any_piece(), 0..16)) {
        let text = pieces.concat();
        let other: String = text
            .chars()
            .map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c))
            .collect();
        // A word of another script, an address and a keycap may hold ASCII digits. Scripts above the
        // first plane may be newer than the standard library.
        let other_script = |c: char| {
            c > '\u{FFFF}'
                || c.is_alphanumeric()
                    && !c.is_ascii_digit()
                    && !('\u{600}'..='\u{6FF}').contains(&c)
        };
        prop_assume!(!text.contains(other_script) && !text.contains(['\u{FE0F}', '\u{20E3}']));
        let values = |text: &str| -> Vec<String> {
            let tokens = Tokenizer::default().tokenize(text);
            let spans = SpanFinder::default().find(text, &tokens);
            spans.iter().map(|span| span.value.to_string()).collect()
        };
        if !text.contains(|c| ('٠'..='٩').contains(&c)) {
            prop_assert_eq!(values(&text), values(&other), "{}", text);
        }
    }
}

#[test]
fn no_text_takes_longer_than_its_length_explains() {
    let long = 100_000;
    let texts = [
        "1 .123 ".repeat(long),
        "1 .123".repeat(long),
        "1/".repeat(long),
        "1 و".repeat(long),
        "1 ألف ".repeat(long),
        "ألف و1 ".repeat(long),
        "كانون ".repeat(long) + "2011",
        "مايو 2011 (".repeat(long),
        "1:10".repeat(long),
        "1".repeat(long),
        "1.".repeat(long) + "1",
        "من ".repeat(long),
        "ألف ".repeat(long),
        "ألف ومئة وخمسة ".repeat(long),
        "مليون ونصف ".repeat(long),
        "الساعة ".repeat(long) + &"العاشرة إلا خمس ".repeat(long),
        "1\u{200F}".repeat(long) + "1",
        "100ر".repeat(long) + "1",
        "100 ر ".repeat(long) + "1",
        "100 ".repeat(long) + "ريال",
        "(1) ألف ".repeat(long),
        "مليونا و".repeat(long),
        "من 8 إلى ".repeat(long) + "9 مساء",
        "العاشرة إلى ".repeat(long),
        "الساعة 8 و".repeat(long) + "9 مساء",
        "الساعة ".to_owned() + &"8 و".repeat(long) + "9 مساء",
        "الساعة العاشرة (".repeat(long),
        "اليوم ".repeat(long) + "الساعة 8",
        "عام 1390 ".repeat(long),
        "المليون ونصف ".repeat(long),
        "المئة والخمسة ".repeat(long) + "ريال",
        "٪ 76 ".repeat(long),
        "12.200 ".repeat(long),
    ];
    for text in texts {
        let tokens = Tokenizer::default().tokenize(&text);
        let spans = SpanFinder::default().find(&text, &tokens);
        assert!(spans.len() <= tokens.len());
    }
}
