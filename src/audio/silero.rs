//! The Silero speech activity network (version 6.2.3, MIT licence), run in plain Rust.
//!
//! It gives one probability of speech for each 32 ms. The 1.2 MB of weights are part of the
//! program, so speech activity works before any model was fetched. The network: a short-time
//! Fourier transform written as a convolution, four convolutions, an LSTM cell, and one output.

use std::sync::OnceLock;

use safetensors::SafeTensors;

/// Samples a probability stands for, at 16 kHz (32 ms).
pub const CHUNK: usize = 512;

/// Length of [`CHUNK`] in seconds.
pub const CHUNK_S: f64 = CHUNK as f64 / super::SAMPLE_RATE_HZ as f64;

/// Samples of the chunk before that the network wants to see again.
const CONTEXT: usize = 64;
/// Samples mirrored at the end to complete the last Fourier frame.
const MIRROR: usize = 64;
const FFT: usize = 256;
const HOP: usize = 128;
const BINS: usize = FFT / 2 + 1;
const FRAMES: usize = 4;
const STATE: usize = 128;

/// Source and SHA-256 of the weights, for the model catalog.
pub const SOURCE: &str = "silero-vad 6.2.3 (Python package, MIT), silero_vad_16k.safetensors";
/// SHA-256 of the built-in weights.
pub const SHA256: &str = "c59271c284ae9c8335d795d60e0bfdb71aaaceec578d9bd9ffc1b8153c319ea1";
/// Size of the built-in weights in bytes.
pub const BYTES: usize = WEIGHTS.len();

static WEIGHTS: &[u8] = include_bytes!("silero_vad_16k.safetensors");

struct Convolution {
    /// `[out][tap][in]`, so that one output is one dot product over neighbouring frames.
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    stride: usize,
}

struct Network {
    /// `[2 × BINS][FFT]`: cosine rows, then sine rows.
    fourier: Vec<f32>,
    convolutions: [Convolution; 4],
    /// `[4 × STATE][2 × STATE]`: input and recurrent weights of the gates i, f, g, o side by side.
    gates: Vec<f32>,
    gate_bias: Vec<f32>,
    output: Vec<f32>,
    output_bias: f32,
}

fn network() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK.get_or_init(|| Network::read(WEIGHTS))
}

impl Network {
    fn read(bytes: &[u8]) -> Self {
        let file = SafeTensors::deserialize(bytes).expect("the built-in weights are whole");
        let tensor = |name: &str| -> Vec<f32> {
            let view = file.tensor(name).expect("the built-in weights are complete");
            view.data().as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
        };
        let convolution = |name: &str, inputs: usize, stride: usize| {
            let raw = tensor(&format!("{name}.weight"));
            let bias = tensor(&format!("{name}.bias"));
            let mut weights = vec![0.0; raw.len()];
            for out in 0..bias.len() {
                for input in 0..inputs {
                    for tap in 0..3 {
                        weights[(out * 3 + tap) * inputs + input] =
                            raw[(out * inputs + input) * 3 + tap];
                    }
                }
            }
            Convolution { weights, bias, inputs, stride }
        };
        let (input, recurrent) = (tensor("lstm_cell.weight_ih"), tensor("lstm_cell.weight_hh"));
        let gates = input
            .chunks(STATE)
            .zip(recurrent.chunks(STATE))
            .flat_map(|(a, b)| a.iter().chain(b).copied())
            .collect();
        let (a, b) = (tensor("lstm_cell.bias_ih"), tensor("lstm_cell.bias_hh"));
        Network {
            fourier: tensor("stft_conv.weight"),
            convolutions: [
                convolution("conv1", BINS, 1),
                convolution("conv2", 128, 2),
                convolution("conv3", 64, 2),
                convolution("conv4", 64, 1),
            ],
            gates,
            gate_bias: a.iter().zip(&b).map(|(a, b)| a + b).collect(),
            output: tensor("final_conv.weight"),
            output_bias: tensor("final_conv.bias")[0],
        }
    }
}

impl Convolution {
    /// Three taps, one frame of zeros on either side, then ReLU. Frames are rows.
    fn run(&self, frames: &[f32]) -> Vec<f32> {
        let count = frames.len() / self.inputs;
        let mut padded = vec![0.0; (count + 2) * self.inputs];
        padded[self.inputs..(count + 1) * self.inputs].copy_from_slice(frames);
        let span = 3 * self.inputs;
        let mut out = Vec::new();
        for at in (0..count).step_by(self.stride) {
            let window = &padded[at * self.inputs..at * self.inputs + span];
            for (row, bias) in self.weights.chunks(span).zip(&self.bias) {
                out.push((dot(row, window) + bias).max(0.0));
            }
        }
        out
    }
}

/// Listens to a stream of sound and gives a probability of speech for each 32 ms of it.
pub struct Silero {
    context: [f32; CONTEXT],
    /// Hidden state of the LSTM, behind the place of its input.
    input_and_hidden: [f32; 2 * STATE],
    cell: [f32; STATE],
}

impl Default for Silero {
    fn default() -> Self {
        Self { context: [0.0; CONTEXT], input_and_hidden: [0.0; 2 * STATE], cell: [0.0; STATE] }
    }
}

impl Silero {
    /// Probability of speech, 0 to 1, of the next 32 ms of 16 kHz sound.
    pub fn push(&mut self, chunk: &[f32; CHUNK]) -> f32 {
        let net = network();
        let mut sound = [0.0; CONTEXT + CHUNK + MIRROR];
        sound[..CONTEXT].copy_from_slice(&self.context);
        sound[CONTEXT..CONTEXT + CHUNK].copy_from_slice(chunk);
        let last = CONTEXT + CHUNK - 1;
        for i in 0..MIRROR {
            sound[last + 1 + i] = sound[last - 1 - i];
        }
        self.context.copy_from_slice(&chunk[CHUNK - CONTEXT..]);

        let mut spectrum = Vec::with_capacity(FRAMES * BINS);
        for frame in 0..FRAMES {
            let window = &sound[frame * HOP..frame * HOP + FFT];
            for bin in 0..BINS {
                let re = dot(&net.fourier[bin * FFT..(bin + 1) * FFT], window);
                let im = dot(&net.fourier[(bin + BINS) * FFT..(bin + BINS + 1) * FFT], window);
                spectrum.push((re * re + im * im).sqrt());
            }
        }
        let features = net.convolutions.iter().fold(spectrum, |x, layer| layer.run(&x));
        self.input_and_hidden[..STATE].copy_from_slice(&features[..STATE]);
        let mut gates = [0.0f32; 4 * STATE];
        for ((gate, row), bias) in
            gates.iter_mut().zip(net.gates.chunks(2 * STATE)).zip(&net.gate_bias)
        {
            *gate = dot(row, &self.input_and_hidden) + bias;
        }
        let mut sum = net.output_bias;
        for i in 0..STATE {
            let (input, forget) = (sigmoid(gates[i]), sigmoid(gates[STATE + i]));
            let (fresh, out) = (gates[2 * STATE + i].tanh(), sigmoid(gates[3 * STATE + i]));
            self.cell[i] = forget * self.cell[i] + input * fresh;
            let hidden = out * self.cell[i].tanh();
            self.input_and_hidden[STATE + i] = hidden;
            sum += net.output[i] * hidden.max(0.0);
        }
        sigmoid(sum)
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Dot product, in the widest instructions the processor has.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
        // Compilers for x86-64 may use no more than SSE2 unasked, which takes 3 times as long.
        // SAFETY: the processor was just asked for both instruction sets.
        #[allow(unsafe_code)]
        return unsafe { dot_avx2(a, b) };
    }
    dot_lanes(a, b)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn dot_avx2(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 32;
    let (a_lanes, a_rest) = a.as_chunks::<LANES>();
    let (b_lanes, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0f32; LANES];
    for (x, y) in a_lanes.iter().zip(b_lanes) {
        for i in 0..LANES {
            sums[i] = x[i].mul_add(y[i], sums[i]);
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

/// Dot product in 16 independent sums, which the compiler turns into vector instructions (a plain
/// sum must keep its order and stays scalar: 6 times slower).
fn dot_lanes(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 16;
    let (a_lanes, a_rest) = a.as_chunks::<LANES>();
    let (b_lanes, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0f32; LANES];
    for (x, y) in a_lanes.iter().zip(b_lanes) {
        for i in 0..LANES {
            sums[i] += x[i] * y[i];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probabilities(samples: &[f32]) -> Vec<f32> {
        let mut silero = Silero::default();
        samples.as_chunks::<CHUNK>().0.iter().map(|chunk| silero.push(chunk)).collect()
    }

    #[test]
    fn both_dot_products_agree() {
        let a: Vec<f32> = (0..387).map(|i| (i as f32 * 0.7).sin()).collect();
        let b: Vec<f32> = (0..387).map(|i| (i as f32 * 0.3).cos()).collect();
        assert!((dot(&a, &b) - dot_lanes(&a, &b)).abs() < 1e-3);
    }

    #[test]
    fn digital_silence_is_not_speech() {
        let probabilities = probabilities(&vec![0.0; 32 * CHUNK]);
        assert_eq!(probabilities.len(), 32);
        assert!(probabilities.iter().all(|p| *p < 0.1), "{probabilities:?}");
    }
}
