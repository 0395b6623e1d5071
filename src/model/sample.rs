//! A tiny Whisper in CTranslate2's format for tests: two layers, 32 wide, every tensor filled
//! with one number that tells where it came from.

use std::fs;
use std::path::Path;

/// Width of the sample's network.
pub const STATE: u32 = 32;
/// Layers of its encoder and of its decoder: the fewest that whisper.cpp times words with.
pub const LAYERS: usize = 2;
/// Size of its vocabulary, that of every multilingual model.
pub const VOCABULARY: u32 = 51_865;

/// Values of the parts of stacked tensors.
pub const QUERY: f32 = 1.0;
pub const KEY: f32 = 2.0;
pub const VALUE: f32 = 3.0;
pub const OTHER: f32 = 0.5;

/// Writes `model.bin` and `vocabulary.txt` into `folder`.
pub fn ctranslate2(folder: &Path) {
    fs::write(folder.join("model.bin"), model_bin()).unwrap();
    fs::write(folder.join("vocabulary.txt"), "a\nĠb\nĠ\n<|endoftext|>\n").unwrap();
}

/// The bytes of the sample's `model.bin`.
pub fn model_bin() -> Vec<u8> {
    let s = STATE;
    let mut file = Writer::default();
    for (side, context) in [("decoder", 448), ("encoder", 1500)] {
        file.same(&format!("{side}/position_encodings/encodings"), &[context, s], OTHER);
        file.norm(&format!("{side}/layer_norm"));
        file.variable(&format!("{side}/num_heads"), &[], 2, &1i16.to_le_bytes());
        for layer in (0..LAYERS).map(|layer| format!("{side}/layer_{layer}")) {
            file.norm(&format!("{layer}/ffn/layer_norm"));
            file.linear(&format!("{layer}/ffn/linear_0"), &[OTHER; 4], s);
            file.linear(&format!("{layer}/ffn/linear_1"), &[OTHER], 4 * s);
            file.norm(&format!("{layer}/self_attention/layer_norm"));
            file.linear(&format!("{layer}/self_attention/linear_0"), &[QUERY, KEY, VALUE], s);
            file.linear(&format!("{layer}/self_attention/linear_1"), &[OTHER], s);
        }
    }
    file.same("decoder/embeddings/weight", &[VOCABULARY, s], OTHER);
    for attention in (0..LAYERS).map(|layer| format!("decoder/layer_{layer}/attention")) {
        file.norm(&format!("{attention}/layer_norm"));
        file.linear(&format!("{attention}/linear_0"), &[QUERY], s);
        file.linear(&format!("{attention}/linear_1"), &[KEY, VALUE], s);
        file.linear(&format!("{attention}/linear_2"), &[OTHER], s);
    }
    for (conv, input) in [("encoder/conv1", 80), ("encoder/conv2", s)] {
        file.same(&format!("{conv}/weight"), &[s, input, 3], OTHER);
        file.same(&format!("{conv}/bias"), &[s], OTHER);
    }
    file.finish()
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    count: u32,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.bytes.extend((text.len() as u16 + 1).to_le_bytes());
        self.bytes.extend(text.as_bytes());
        self.bytes.push(0);
    }

    fn variable(&mut self, name: &str, sizes: &[u32], kind: u8, data: &[u8]) {
        self.count += 1;
        self.text(name);
        self.bytes.push(sizes.len() as u8);
        self.bytes.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        self.bytes.push(kind);
        self.bytes.extend((data.len() as u32).to_le_bytes());
        self.bytes.extend(data);
    }

    fn same(&mut self, name: &str, sizes: &[u32], value: f32) {
        let values: u32 = sizes.iter().product();
        let data = half::f16::from_f32(value).to_le_bytes().repeat(values as usize);
        self.variable(name, sizes, 4, &data);
    }

    fn norm(&mut self, name: &str) {
        self.same(&format!("{name}/gamma"), &[STATE], OTHER);
        self.same(&format!("{name}/beta"), &[STATE], OTHER);
    }

    /// A weight and a bias with `STATE` rows for each of `parts`.
    fn linear(&mut self, name: &str, parts: &[f32], input: u32) {
        let rows = STATE * parts.len() as u32;
        for (parameter, sizes) in [("weight", &[rows, input][..]), ("bias", &[rows])] {
            let each = sizes.iter().product::<u32>() as usize / parts.len();
            let part = |value: &f32| half::f16::from_f32(*value).to_le_bytes().repeat(each);
            let data: Vec<u8> = parts.iter().flat_map(part).collect();
            self.variable(&format!("{name}/{parameter}"), sizes, 4, &data);
        }
    }

    fn finish(self) -> Vec<u8> {
        let mut head = Writer::default();
        head.bytes.extend(6u32.to_le_bytes());
        head.text("WhisperSpec");
        head.bytes.extend(3u32.to_le_bytes());
        head.bytes.extend(self.count.to_le_bytes());
        head.bytes.extend(self.bytes);
        head.bytes.extend(1u32.to_le_bytes());
        head.text("decoder/projection/weight");
        head.text("decoder/embeddings/weight");
        head.bytes
    }
}
