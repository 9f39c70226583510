//! Amounts of money.

use super::decimal::Decimal;
use std::fmt;

/// What a currency is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CurrencyUnit {
    /// دولار
    Dollar,
    /// يورو
    Euro,
    /// درهم
    Dirham,
    /// ريال
    Riyal,
    /// جنيه
    Pound,
    /// استرليني
    Sterling,
    /// دينار
    Dinar,
    /// ليرة
    Lira,
    /// ين
    Yen,
    /// يوان
    Yuan,
    /// روبية
    Rupee,
    /// روبل
    Ruble,
    /// فرنك
    Franc,
    /// كرونة
    Krone,
    /// شيكل
    Shekel,
    /// سنت, a part of a dollar or a euro
    Cent,
    /// فلس, a part of a dirham or a dinar
    Fils,
    /// هللة, a part of a riyal
    Halala,
    /// قرش, a part of a pound or a lira
    Piastre,
    /// سنتيم, a part of a dirham, a dinar or a franc
    Centime,
}

impl CurrencyUnit {
    /// The name in English.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dollar => "dollar",
            Self::Euro => "euro",
            Self::Dirham => "dirham",
            Self::Riyal => "riyal",
            Self::Pound => "pound",
            Self::Sterling => "sterling",
            Self::Dinar => "dinar",
            Self::Lira => "lira",
            Self::Yen => "yen",
            Self::Yuan => "yuan",
            Self::Rupee => "rupee",
            Self::Ruble => "ruble",
            Self::Franc => "franc",
            Self::Krone => "krone",
            Self::Shekel => "shekel",
            Self::Cent => "cent",
            Self::Fils => "fils",
            Self::Halala => "halala",
            Self::Piastre => "piastre",
            Self::Centime => "centime",
        }
    }

    /// The code of ISO 4217 of the currency that the name alone means in news. A dollar is taken
    /// for that of the United States; dirhams, riyals, pounds, dinars and their like belong to
    /// many countries.
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Dollar => Some("USD"),
            Self::Euro => Some("EUR"),
            Self::Sterling => Some("GBP"),
            Self::Yen => Some("JPY"),
            Self::Yuan => Some("CNY"),
            Self::Shekel => Some("ILS"),
            _ => None,
        }
    }

    /// The code of the currency of a country, by its adjective without endings.
    fn code_of(self, adjective: &str) -> Option<&'static str> {
        Some(match (self, adjective) {
            (Self::Dollar, "امريكي" | "اميركي") => "USD",
            (Self::Dollar, "كندي") => "CAD",
            (Self::Dollar, "استرالي") => "AUD",
            (Self::Dollar, "سنغافوري") => "SGD",
            (Self::Dollar, "تايواني") => "TWD",
            (Self::Dollar, "نيوزيلندي" | "نيوزلندي" | "نيوزيلاندي" | "نيوزلاندي") => {
                "NZD"
            }
            (Self::Dollar, "جامايكي" | "جمايكي") => "JMD",
            (Self::Dollar, "ناميبي") => "NAD",
            (Self::Dollar, "ليبيري") => "LRD",
            (Self::Dollar, "فيجي") => "FJD",
            (Self::Dollar, "بروناوي" | "بروني") => "BND",
            (Self::Dollar, "سورينامي") => "SRD",
            (Self::Dollar, "باربادوسي" | "بربادوسي") => "BBD",
            (Self::Dollar, "هونغكونغي") => "HKD",
            (Self::Dirham, "اماراتي") => "AED",
            (Self::Dirham, "مغربي") => "MAD",
            (Self::Riyal, "سعودي") => "SAR",
            (Self::Riyal, "قطري") => "QAR",
            (Self::Riyal, "عماني") => "OMR",
            (Self::Riyal, "يمني") => "YER",
            (Self::Riyal, "ايراني") => "IRR",
            (Self::Riyal, "برازيلي") => "BRL",
            (Self::Pound, "مصري") => "EGP",
            (Self::Pound, "سوداني") => "SDG",
            (Self::Pound, "استرليني" | "سترليني" | "بريطاني") => "GBP",
            (Self::Dinar, "كويتي") => "KWD",
            (Self::Dinar, "بحريني") => "BHD",
            (Self::Dinar, "اردني") => "JOD",
            (Self::Dinar, "عراقي") => "IQD",
            (Self::Dinar, "جزائري") => "DZD",
            (Self::Dinar, "تونسي") => "TND",
            (Self::Dinar, "ليبي") => "LYD",
            (Self::Lira, "لبناني") => "LBP",
            (Self::Lira, "سوري") => "SYP",
            (Self::Lira, "تركي") => "TRY",
            (Self::Yen, "ياباني") => "JPY",
            (Self::Yuan, "صيني") => "CNY",
            (Self::Rupee, "هندي") => "INR",
            (Self::Rupee, "باكستاني") => "PKR",
            (Self::Ruble, "روسي") => "RUB",
            (Self::Franc, "سويسري") => "CHF",
            (Self::Krone, "سويدي") => "SEK",
            (Self::Krone, "نرويجي") => "NOK",
            (Self::Krone, "دنماركي" | "دانماركي") => "DKK",
            (Self::Shekel, "اسرائيلي") => "ILS",
            _ => return None,
        })
    }
}

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    unit: CurrencyUnit,
    code: Option<&'static str>,
}

impl Currency {
    pub(super) const fn of(unit: CurrencyUnit) -> Self {
        Self { unit, code: unit.code() }
    }

    /// The currency of the country that an adjective names: `دولار كندي`, `ليرة سورية`,
    /// `ريالين سعوديين`.
    pub(super) fn of_country(unit: CurrencyUnit, adjective: &str) -> Option<Self> {
        let bare = adjective
            .strip_suffix(['ا', 'ه'])
            .or_else(|| adjective.strip_suffix("تين").or_else(|| adjective.strip_suffix("تان")))
            .or_else(|| adjective.strip_suffix("ين").or_else(|| adjective.strip_suffix("ان")))
            .unwrap_or(adjective);
        match unit.code_of(bare) {
            Some(code) => Some(Self { unit, code: Some(code) }),
            // One of a country whose currency has no code here, and not that of another country.
            None => {
                let shared = unit == CurrencyUnit::Dollar || unit.code().is_none();
                (shared && is_of_some_country(bare)).then_some(Self { unit, code: None })
            }
        }
    }

    /// The currency of a country whose name in two words stands behind its own: `دولار هونغ كونغ`.
    pub(super) fn of_place(unit: CurrencyUnit, first: &str, second: &str) -> Option<Self> {
        let hong_kong = matches!(first, "هونغ" | "هونج" | "هونك" | "هونق")
            && matches!(second, "كونغ" | "كونج" | "كونك" | "كونق");
        (unit == CurrencyUnit::Dollar && hong_kong).then_some(Self { unit, code: Some("HKD") })
    }

    /// The currency that a sign means.
    pub(super) const fn of_sign(sign: char) -> Option<Self> {
        Some(Self::of(match sign {
            '$' => CurrencyUnit::Dollar,
            '€' => CurrencyUnit::Euro,
            '£' => CurrencyUnit::Sterling,
            '¥' => CurrencyUnit::Yen,
            '﷼' => CurrencyUnit::Riyal,
            _ => return None,
        }))
    }

    /// The currency with a code of ISO 4217, for those that Arabic news writes so.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let known = |unit, code| Some(Self { unit, code: Some(code) });
        match code {
            "USD" => known(CurrencyUnit::Dollar, "USD"),
            "EUR" => known(CurrencyUnit::Euro, "EUR"),
            "GBP" => known(CurrencyUnit::Sterling, "GBP"),
            "SAR" => known(CurrencyUnit::Riyal, "SAR"),
            "QAR" => known(CurrencyUnit::Riyal, "QAR"),
            "OMR" => known(CurrencyUnit::Riyal, "OMR"),
            "AED" => known(CurrencyUnit::Dirham, "AED"),
            "MAD" => known(CurrencyUnit::Dirham, "MAD"),
            "EGP" => known(CurrencyUnit::Pound, "EGP"),
            "KWD" => known(CurrencyUnit::Dinar, "KWD"),
            "BHD" => known(CurrencyUnit::Dinar, "BHD"),
            "JOD" => known(CurrencyUnit::Dinar, "JOD"),
            _ => None,
        }
    }

    /// What the currency is called.
    #[must_use]
    pub const fn unit(self) -> CurrencyUnit {
        self.unit
    }

    /// The code of ISO 4217, where the text says which country's currency it is, and for names
    /// that hardly ever mean another one: dollar, euro, sterling, yen, yuan, shekel.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        self.code
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code.unwrap_or(self.unit.name()))
    }
}

/// Whether the word is the adjective of a country, without endings.
fn is_of_some_country(adjective: &str) -> bool {
    const ADJECTIVES: [&str; 62] = [
        "امريكي",
        "اميركي",
        "كندي",
        "استرالي",
        "سنغافوري",
        "تايواني",
        "اماراتي",
        "مغربي",
        "سعودي",
        "قطري",
        "عماني",
        "يمني",
        "ايراني",
        "برازيلي",
        "مصري",
        "سوداني",
        "بريطاني",
        "كويتي",
        "بحريني",
        "اردني",
        "عراقي",
        "جزائري",
        "تونسي",
        "ليبي",
        "لبناني",
        "سوري",
        "تركي",
        "قبرصي",
        "ياباني",
        "صيني",
        "هندي",
        "باكستاني",
        "روسي",
        "سويسري",
        "سويدي",
        "نرويجي",
        "دنماركي",
        "زيمبابوي",
        "غوياني",
        "بيليزي",
        "ترينيدادي",
        "بهامي",
        "كاريبي",
        "ماليزي",
        "اثيوبي",
        "كوري",
        "صومالي",
        "جيبوتي",
        "افغاني",
        "سيريلانكي",
        "نيبالي",
        "اندونيسي",
        "فلبيني",
        "مكسيكي",
        "ارجنتيني",
        "فرنسي",
        "بلجيكي",
        "الماني",
        "ايطالي",
        "ايسلندي",
        "تشيكي",
        "بيلاروسي",
    ];
    ADJECTIVES.contains(&adjective)
}

/// An amount of money: `3500000 USD`, `50 dirham`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}
