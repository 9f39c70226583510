//! Published and recomputed values of the dispersion measures.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::assert_digits;
use siyaq_stats::{Gaps, PartCounts, PartSizes};

/// Computes on a word's counts, one for each part.
fn with_word<T>(counts: &[u64], sizes: &[u64], read: impl FnOnce(&PartCounts<'_>) -> T) -> T {
    let parts = PartSizes::new(sizes.to_vec()).unwrap();
    let pairs: Vec<(u32, u64)> = (0..).zip(counts.iter().copied()).collect();
    read(&parts.counts(&pairs).unwrap())
}

/// The letters of the toy corpus of Gries (2008, 2020), in its order of 2020.
const TOY: &str = "bamnibeupbasatbewqnbcagabestabaghabeaatbahaabeaxat";
const TOY_SIZES: [u64; 5] = [9, 10, 10, 10, 11];

#[test]
fn values_of_the_toy_corpus() {
    let letters: Vec<char> = TOY.chars().collect();
    assert_eq!(letters.len(), 50);
    let mut rest = letters.iter();
    let counts: Vec<u64> = TOY_SIZES
        .iter()
        .map(|&size| {
            let part = rest.by_ref().take(usize::try_from(size).unwrap());
            part.filter(|&&letter| letter == 'a').count() as u64
        })
        .collect();
    assert_eq!(counts, [1, 2, 3, 4, 5]);
    with_word(&counts, &TOY_SIZES, |word| {
        assert_eq!((word.range(), word.freq()), (5, 15));
        for (name, value, expected) in [
            ("sd", word.sd(), "1.41421356"),
            ("vc", word.vc(), ".47140452"),
            ("juilland_d", word.juilland_d(), ".78515045"),
            ("carroll_d2", word.carroll_d2(), ".93792130"),
            ("rosengren_s", word.rosengren_s(), ".94981634"),
            ("dp", word.dp(), ".18"),
            ("dp_norm", word.dp_norm(), ".21951220"),
            ("kld", word.kld(), ".13697173"),
            ("kld_norm", word.kld_norm(), ".87953"),
            ("da", word.da(), ".69745003"),
            ("jsd", word.jsd(), ".96377496"),
            ("hellinger", word.hellinger(), ".84057985"),
        ] {
            assert_digits(name, value.unwrap(), expected);
        }
    });
    let named = |name: &str, counts: &[u64], sizes: &[u64]| {
        let measure: siyaq_stats::DispersionMeasure = name.parse().unwrap();
        with_word(counts, sizes, |word| measure.of_parts(word).unwrap())
    };
    for (name, expected) in [
        ("juilland_d_sample", ".75979090"),
        ("juilland_d_raw", ".76429774"),
        // Mean text frequency, FT in the package corpus-dispersion 0.2.0.
        ("mean_text_freq", ".29313131"),
        ("mean_text_freq_range", ".29313131"),
        ("mean_text_freq_da", ".20444444"),
        ("dp_norm_reversed", ".78048780"),
    ] {
        assert_digits(name, named(name, &counts, &TOY_SIZES), expected);
    }
    // Juilland's D on counts instead of relative frequencies is D with parts of equal size.
    let equal = with_word(&counts, &[10; 5], |word| word.juilland_d().unwrap());
    assert_digits("juilland_d, raw counts", equal, ".76429774");
}

#[test]
fn values_of_unequal_parts() {
    with_word(&[10, 5, 8, 12, 3], &[1_000, 800, 1_200, 900, 600], |word| {
        for (name, value, expected) in [
            ("juilland_d", word.juilland_d(), ".81622823"),
            ("carroll_d2", word.carroll_d2(), ".95986188"),
            ("rosengren_s", word.rosengren_s(), ".97144476"),
            ("dp", word.dp(), ".15672515"),
            ("dp_norm", word.dp_norm(), ".18083671"),
            ("kld", word.kld(), ".08367270"),
            ("da", word.da(), ".75252525"),
        ] {
            assert_digits(name, value.unwrap(), expected);
        }
    });
}

#[test]
fn values_of_a_word_in_one_part() {
    with_word(&[0, 0, 0, 0, 7], &TOY_SIZES, |word| {
        for (name, value, expected) in [
            ("juilland_d", word.juilland_d(), "0.00000000"),
            ("rosengren_s", word.rosengren_s(), ".22000000"),
            ("dp", word.dp(), ".78000000"),
            ("dp_norm", word.dp_norm(), ".95121951"),
            ("kld", word.kld(), "2.18442457"),
            ("da", word.da(), "0.00000000"),
        ] {
            assert_digits(name, value.unwrap(), expected);
        }
    });
}

fn assert_gaps(letters: &str, expected: [&str; 5]) {
    let positions: Vec<u64> =
        (0..).zip(letters.chars()).filter(|&(_, letter)| letter == 'a').map(|(p, _)| p).collect();
    assert_eq!((letters.len(), positions.len()), (50, 15));
    let gaps = Gaps::new(50, 15, positions).unwrap();
    let values =
        [Some(gaps.arf()), gaps.awt(), gaps.ald(), gaps.f_awt(), gaps.f_ald()].map(Option::unwrap);
    for (value, expected) in values.into_iter().zip(expected) {
        assert_digits("gaps", value, expected);
    }
}

#[test]
fn values_along_the_toy_corpus() {
    assert_gaps(TOY, ["11.1", "3.04", ".61676668", "9.84251969", "12.08379433"]);
    // The order of 2008, with one letter more in the first part and one less in the last.
    let earlier = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa";
    assert_gaps(earlier, ["10.8", "3.18", ".628", "9.328", "11.764"]);
}

/// Parts of equal size: values of the literature, as in the tests of Wordless.
#[test]
fn values_of_papers() {
    let equal = [10_u64; 5];
    with_word(&[0, 4, 3, 2, 1], &equal, |word| {
        assert_digits("juilland_d", word.juilland_d().unwrap(), ".6464");
        assert_digits("juilland_u", word.juilland_u().unwrap(), "6.46");
    });
    with_word(&[2, 1, 1, 1, 0], &equal, |word| {
        assert_digits("carroll_d2", word.carroll_d2().unwrap(), ".8277");
        assert_digits("carroll_um", word.carroll_um().unwrap(), "4.31");
        assert_digits("kromer_ur", word.kromer_ur().unwrap(), "4.5");
    });
    with_word(&[1, 2, 3, 4, 5], &equal, |word| {
        assert_digits("rosengren_s", word.rosengren_s().unwrap(), ".937");
        assert_digits("lyne_d3", word.lyne_d3().unwrap(), ".944");
        assert_digits("zhang_dc", word.zhang_dc().unwrap(), ".937");
        assert_digits("rosengren_kf", word.rosengren_kf().unwrap(), "14.053");
        assert_digits("carroll_um", word.carroll_um().unwrap(), "14.108");
        assert_digits("engwall_fm", word.engwall_fm().unwrap(), "15.0");
    });
    with_word(&[2, 1, 0], &[10; 3], |word| {
        assert_digits("dp_norm", word.dp_norm().unwrap(), ".5");
    });
}
