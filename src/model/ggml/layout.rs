//! Which tensors a Whisper model has, in the order the official files have them.
//!
//! The order is that of OpenAI's checkpoints, which `convert-pt-to-ggml.py` keeps: positional
//! embeddings, token embedding, decoder, encoder. whisper.cpp accepts any order.

use super::{Encoding, F16, F32, Hyperparameters};

/// One tensor a model must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tensor {
    /// Name in the file, such as `decoder.blocks.0.attn.query.weight`.
    pub name: String,
    /// Sizes, innermost first, as in the file.
    pub sizes: Vec<u64>,
    /// What it is used for, which decides how it may be stored.
    pub role: Role,
}

/// The use of a tensor in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Biases, norms and positions: always 32-bit, they are small and sensitive.
    Exact,
    /// Convolution kernels: 16-bit unless the whole model is 32-bit.
    Kernel,
    /// Weights of a matrix multiplication: quantised in a quantised model.
    Matrix,
}

impl Role {
    /// How a tensor of this role is stored in a model of encoding `model`. Source:
    /// `whisper_model_load` (`vtype`, `wtype`).
    pub fn encoding(self, model: Encoding) -> Encoding {
        match self {
            Role::Exact => F32,
            Role::Kernel if model == F32 => F32,
            Role::Kernel => F16,
            Role::Matrix => model,
        }
    }
}

/// Every tensor of a model of these sizes.
pub fn tensors(h: &Hyperparameters) -> Vec<Tensor> {
    let state = h.audio_state as u64;
    let mut list = List(Vec::new());
    list.add("decoder.positional_embedding", &[state, h.text_context as u64], Role::Exact);
    list.add("encoder.positional_embedding", &[state, h.audio_context as u64], Role::Exact);
    list.add("decoder.token_embedding.weight", &[state, h.vocabulary as u64], Role::Matrix);
    for layer in 0..h.text_layers {
        let block = format!("decoder.blocks.{layer}");
        list.block(&block, state);
        list.norm(&format!("{block}.cross_attn_ln"), state);
        list.attention(&format!("{block}.cross_attn"), state);
    }
    list.norm("decoder.ln", state);
    list.convolution("encoder.conv1", h.mels as u64, state);
    list.convolution("encoder.conv2", state, state);
    for layer in 0..h.audio_layers {
        list.block(&format!("encoder.blocks.{layer}"), state);
    }
    list.norm("encoder.ln_post", state);
    list.0
}

struct List(Vec<Tensor>);

impl List {
    fn add(&mut self, name: &str, sizes: &[u64], role: Role) {
        self.0.push(Tensor { name: name.to_owned(), sizes: sizes.to_vec(), role });
    }

    fn linear(&mut self, name: &str, input: u64, output: u64) {
        self.add(&format!("{name}.weight"), &[input, output], Role::Matrix);
        self.add(&format!("{name}.bias"), &[output], Role::Exact);
    }

    fn norm(&mut self, name: &str, state: u64) {
        self.add(&format!("{name}.weight"), &[state], Role::Exact);
        self.add(&format!("{name}.bias"), &[state], Role::Exact);
    }

    /// A kernel of three steps; its bias has a leading dimension of one, so that whisper.cpp can
    /// broadcast it over time.
    fn convolution(&mut self, name: &str, input: u64, output: u64) {
        self.add(&format!("{name}.weight"), &[3, input, output], Role::Kernel);
        self.add(&format!("{name}.bias"), &[1, output], Role::Exact);
    }

    /// The key has no bias: a constant added to every key changes no attention weight.
    fn attention(&mut self, name: &str, state: u64) {
        self.linear(&format!("{name}.query"), state, state);
        self.add(&format!("{name}.key.weight"), &[state, state], Role::Matrix);
        self.linear(&format!("{name}.value"), state, state);
        self.linear(&format!("{name}.out"), state, state);
    }

    /// What encoder and decoder layers share: feed-forward, then self-attention.
    fn block(&mut self, name: &str, state: u64) {
        self.norm(&format!("{name}.mlp_ln"), state);
        self.linear(&format!("{name}.mlp.0"), state, 4 * state);
        self.linear(&format!("{name}.mlp.2"), 4 * state, state);
        self.norm(&format!("{name}.attn_ln"), state);
        self.attention(&format!("{name}.attn"), state);
    }
}
