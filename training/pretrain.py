"""Trains the tagger's network on the corpus with what `training/teach.py` believes of it.

    python training/pretrain.py VECTORS SHARDS NETWORK [--start NETWORK] [--shards 50]

The network sees the text alone and learns to say what the teacher says, who also knows names and
counts (Hinton et al., "Distilling the knowledge in a neural network", 2015; noisy student: Xie et
al., CVPR 2020). Writes NETWORK after every few shards, so that a run can be stopped at any time;
waits for shards that are still being written. About 12 seconds a shard on one core.
"""

import argparse
import pickle
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from network import Item, Network, in_batches, load, make_network, mask_words, save, to_batch
from torch.nn import functional

from paperweft.extract.tokens import Tokens

_RATE = 2e-3
_MASKED = 0.08  # share of words hidden from the network
_WARM_UP = 0.05  # of the run
_KEPT_EVERY = 5  # shards


def read_shard(path: Path) -> list[tuple[Item, torch.Tensor]]:
    """Return the papers of a shard and the teacher's probabilities; waits until it is there."""
    while not path.exists():
        time.sleep(2)
    with path.open("rb") as file:
        rows = pickle.load(file)
    found = []
    for columns, starts, spans, chances, *_ in rows:
        tokens = Tokens(columns.astype(np.int64), starts, [])
        told = torch.from_numpy(chances.astype(np.float32))
        nothing = np.zeros((len(told), 1), np.float32)
        found.append((Item(tokens, spans, nothing), told / told.sum(1, keepdim=True)))
    return found


def rates(shards: int) -> Iterator[float]:
    """Yield the share of the learning rate for each shard: up, then down to a tenth."""
    for number in range(shards):
        done = number / shards
        yield min(1.0, done / _WARM_UP + 0.1) * (1 - 0.9 * done)


def train_shard(
    network: Network, optimizer: torch.optim.Optimizer, path: Path, rng: np.random.Generator
) -> float:
    """Train on one shard; returns the mean loss."""
    papers = read_shard(path)
    lengths = [len(item.tokens.starts) for item, _ in papers]
    losses = []
    for numbers in in_batches(rng.permutation(len(papers)).tolist(), lengths, rng):
        batch = to_batch(network, [papers[number][0] for number in numbers])
        scores, _ = network(mask_words(network, batch, _MASKED), blind=True)
        told = torch.cat([papers[number][1] for number in numbers])
        loss = -(told * functional.log_softmax(scores, -1)).sum(1).mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return float(np.mean(losses))


def main() -> None:
    """Train shard by shard."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vectors", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("--start", type=Path, help="a network to go on from")
    parser.add_argument("--first", type=int, default=0, help="the first shard")
    parser.add_argument("--shards", type=int, default=50)
    parser.add_argument("--rate", type=float, default=_RATE)
    options = parser.parse_args()
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    network = make_network(options.vectors, measures=1)
    if options.start:
        load(network, options.start)
    network.train()
    trained = [weights for weights in network.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=options.rate, weight_decay=1e-2)
    for number, share in enumerate(rates(options.shards)):
        for group in optimizer.param_groups:
            group["lr"] = options.rate * share
        path = options.folder / f"{options.first + number:04}.pkl"
        loss = train_shard(network, optimizer, path, rng)
        print(f"{path.stem}: loss {loss:.4f}", flush=True)
        if (number + 1) % _KEPT_EVERY == 0 or number + 1 == options.shards:
            save(network, options.network)


if __name__ == "__main__":
    main()
