"""A small transformer encoder.

Pre-norm blocks (Xiong et al., 2020) with rotary positions (Su et al., "RoFormer", 2021): a text may
be longer than those it was trained on.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

_ROTATION = 10_000.0  # the longest wavelength, over 2 pi


@dataclass(frozen=True, slots=True)
class Shape:
    """How large an encoder is, and how it is trained.

    Attributes:
        layers: Number of blocks.
        width: Of a token.
        heads: Of attention.
        window: Tokens that it is trained on at a time.
        vocabulary: Number of subwords.
    """

    layers: int
    width: int
    heads: int
    window: int
    vocabulary: int


SIZES = {"toy": (2, 128, 2, 256), "small": (4, 256, 4, 512), "full": (6, 384, 6, 512)}
"""Layers, width, heads and window by name."""


class Block(nn.Module):
    """Attention, then two dense layers."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before_attention, self.before_dense = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mixed, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.dense = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width)
        )

    def forward(self, tokens: Tensor, angles: Tensor, seen: Tensor | None) -> Tensor:
        """Return the tokens, `(papers, tokens, width)`, having looked at each other."""
        papers, length, width = tokens.shape
        mixed = self.mixed(self.before_attention(tokens))
        parts = mixed.view(papers, length, 3, self.heads, width // self.heads)
        queries, keys, values = parts.permute(2, 0, 3, 1, 4).unbind()
        queries, keys = _rotate(queries, angles), _rotate(keys, angles)
        found = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=seen)
        tokens = tokens + self.joined(found.transpose(1, 2).reshape(papers, length, width))
        return tokens + self.dense(self.before_dense(tokens))


def _rotate(parts: Tensor, angles: Tensor) -> Tensor:
    first, second = parts.chunk(2, -1)
    cos, sin = angles.cos(), angles.sin()
    turned = torch.cat([first * cos - second * sin, second * cos + first * sin], -1)
    return turned.type_as(parts)


class Encoder(nn.Module):
    """Subwords to vectors.

    Args:
        shape: Its size.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        half = shape.width // shape.heads // 2
        waves = _ROTATION ** (-torch.arange(half) / half)
        self.register_buffer("waves", waves, persistent=False)
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape.width, shape.heads) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.apply(start_small)

    def forward(self, tokens: Tensor, seen: Tensor | None = None) -> Tensor:
        """Return vectors `(papers, tokens, width)` of tokens `(papers, tokens)`.

        Args:
            tokens: Indices into the vocabulary.
            seen: Which of them are no filling; None if all are.
        """
        places = torch.arange(tokens.shape[1], device=tokens.device)
        angles = places[:, None] * self.waves
        hidden = self.embedding(tokens)
        mask = None if seen is None else seen[:, None, None, :]
        for block in self.blocks:
            hidden = block(hidden, angles, mask)
        return self.norm(hidden)


def start_small(module: nn.Module) -> None:
    """Give a layer small random weights; for `Module.apply`."""
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)


def save_encoder(encoder: Encoder, path: Path) -> None:
    """Write an encoder in half precision."""
    weights = {name: weight.half().cpu() for name, weight in encoder.state_dict().items()}
    torch.save({"shape": asdict(encoder.shape), "weights": weights}, path)


def load_encoder(path: Path) -> Encoder:
    """Read an encoder that `save_encoder` wrote."""
    saved = torch.load(path, weights_only=True)
    encoder = Encoder(Shape(**saved["shape"]))
    encoder.load_state_dict(saved["weights"])
    return encoder
