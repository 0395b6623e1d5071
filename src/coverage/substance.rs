//! Medicines and elements, which have no capital in either language: medicines by the stems of their international
//! nonproprietary names, which tell the class of each (WHO, "The use of stems in the selection of INN", 2018),
//! older ones and elements by name.

use super::listed::beginnings;

/// Stems at the end of an international nonproprietary name, in English.
#[rustfmt::skip]
const STEMS: &[&str] = &[
    "parin", "cillin", "mycin", "micin", "olol", "sartan", "statin", "prazole", "dipine", "azepam", "zolam", "caine",
    "floxacin", "cycline", "gliptin", "gliflozin", "triptan", "profen", "conazole", "setron", "oxetine", "mab",
    "tinib", "pril", "barbital", "curium", "fentanil", "lukast", "thiazide", "xaban", "glitazone", "pidem",
];
/// The same as Korean spells them.
#[rustfmt::skip]
const STEMS_KOREAN: &[&str] = &[
    "파린", "실린", "마이신", "롤롤", "놀롤", "사르탄", "스타틴", "프라졸", "디핀", "제팜", "졸람", "카인", "플록사신",
    "사이클린", "글립틴", "글리플로진", "트립탄", "프로펜", "코나졸", "세트론", "옥세틴", "티닙", "바르비탈",
    "쿠로늄", "펜타닐", "루카스트", "티아지드", "피뎀",
];
/// Older medicines, which have no such stem, and hormones given as medicines.
#[rustfmt::skip]
const MEDICINES: &[&str] = &[
    "heparin", "insulin", "aspirin", "morphine", "warfarin", "paracetamol", "acetaminophen", "metformin", "digoxin", "codeine",
    "epinephrine", "adrenaline", "naloxone", "furosemide", "fentanyl", "ketamine", "propofol", "methotrexate", "zopiclone",
    "헤파린", "와파린", "인슐린", "아스피린", "모르핀", "타이레놀", "아세트아미노펜", "메트포르민", "디곡신", "코데인", "에피네프린", "아드레날린",
    "날록손", "케타민", "프로포폴", "펜타닐",
];
/// Elements that are more often meant as such than in another sense (not gold, iron or lead).
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "hydrogen", "helium", "lithium", "beryllium", "nitrogen", "sodium", "magnesium", "aluminium", "aluminum", "silicon",
    "phosphorus", "sulfur", "sulphur", "chlorine", "potassium", "calcium", "titanium", "vanadium", "chromium", "manganese",
    "cobalt", "nickel", "zinc", "gallium", "germanium", "zirconium", "molybdenum", "palladium", "cadmium", "barium",
    "tungsten", "uranium", "plutonium",
    "헬륨", "리튬", "나트륨", "마그네슘", "알루미늄", "칼륨", "칼슘", "티타늄", "바나듐", "망간", "코발트", "니켈", "갈륨",
    "저마늄", "지르코늄", "몰리브덴", "팔라듐", "카드뮴", "바륨", "텅스텐", "우라늄", "플루토늄",
];
/// Everyday words that end like a stem, and drugs that are no medicines.
const NOT: &[&str] = &["cocaine", "코카인"];

/// Whether an English word in small letters is a medicine or an element.
pub(super) fn english(word: &str) -> bool {
    let stem = |stem: &str| word.len() >= stem.len() + 3 && word.ends_with(stem);
    !NOT.contains(&word)
        && (MEDICINES.contains(&word)
            || ELEMENTS.contains(&word)
            || STEMS.iter().any(|end| stem(end)))
}

/// The medicine or element that a Korean word, perhaps with particles, is.
pub(super) fn korean(word: &str) -> Option<&str> {
    beginnings(word, 2).find_map(|(name, tail)| {
        let long = name.chars().count() >= 4;
        let stem = |stem: &str| long && name.len() > stem.len() && name.ends_with(stem);
        let is = !NOT.contains(&name)
            && (MEDICINES.contains(&name)
                || ELEMENTS.contains(&name)
                || STEMS_KOREAN.iter().any(|end| stem(end)));
        (is && super::korean::is_particle(tail)).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medicines_and_elements_are_known_and_other_words_are_none() {
        assert!(english("amoxicillin") && english("enoxaparin") && english("sodium"));
        assert!(!english("april") && !english("stadium") && !english("until"));
        assert_eq!(korean("반코마이신을"), Some("반코마이신"));
        assert_eq!(korean("나트륨"), Some("나트륨"));
        assert!(korean("카인을").is_none() && korean("오래된").is_none());
    }
}
