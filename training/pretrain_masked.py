"""Pre-trains a bilingual encoder by guessing hidden tokens of the packed corpus.

    python training/pretrain_masked.py PACK RUN --size full --minutes 20 [--sitting 9]
    python training/pretrain_masked.py PACK RUN --size toy --steps 1000

PACK is what `training/pack.py` wrote. Runs on a GPU where there is one (bfloat16, compiled), else
on the processor. RUN/checkpoint.pt is kept up to date; a run that was stopped or killed goes on
from there with the same command. `--minutes` is the time of the whole run, over all its sittings:
the learning rate rises and falls over it (a budget of time: Geiping and Goldstein, "Cramming",
2023). At the end writes RUN/encoder.pt, half precision, for `training/encoder_tagger.py`.
"""

import argparse
import math
from pathlib import Path

import numpy as np
import torch
from encoder import SIZES, Shape, save_encoder
from masked import MaskedModel
from masked_run import Limits, Run, train
from subwords import load_vocabulary
from windows import Windows

_BATCHES = {"toy": 16, "small": 128, "full": 256}  # windows a step


def main() -> None:
    """Train, from where the run stopped."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--size", choices=SIZES, default="small")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float, help="of the whole run")
    length.add_argument("--steps", type=int, help="of the whole run")
    parser.add_argument("--sitting", type=float, default=math.inf, help="stop after these minutes")
    parser.add_argument("--keep-every", type=float, default=30, help="seconds")
    parser.add_argument("--batch", type=int, help="windows a step")
    parser.add_argument("--rate", type=float, default=1e-3)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_float32_matmul_precision("high")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary = load_vocabulary(options.pack / "vocabulary.json").get_vocab_size()
    shape = Shape(*SIZES[options.size], vocabulary)
    tokens = np.load(options.pack / "tokens.npy")
    batch = options.batch or _BATCHES[options.size]
    windows = Windows(tokens, shape.window, batch, device)
    options.run.mkdir(parents=True, exist_ok=True)
    run = Run(MaskedModel(shape).to(device), windows, options.run, options.rate)
    run.load()
    limits = Limits(options.minutes, options.steps, options.sitting, options.keep_every)
    if train(run, limits):
        print(f"loss on windows never trained on: {run.held_loss():.3f}", flush=True)
        save_encoder(run.model.encoder, options.run / "encoder.pt")


if __name__ == "__main__":
    main()
