"""The encoder's pre-training task, as in BERT (Devlin et al., 2019): which tokens were hidden?"""

import torch
from encoder import Encoder, Shape, start_small
from subwords import MASK
from torch import Tensor, nn
from torch.nn import functional

_MASKED, _SWAPPED = 0.8, 0.1  # of the hidden tokens: masked, replaced by any; the rest stays


class MaskedModel(nn.Module):
    """An encoder and the layers that guess hidden tokens; the embedding is used both ways."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        self.dense, self.norm = nn.Linear(shape.width, shape.width), nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.dense.apply(start_small)

    def forward(self, tokens: Tensor, places: Tensor, told: Tensor) -> Tensor:
        """Return the mean cross-entropy, in nats, of what is told at these places of each row."""
        hidden = self.encoder(tokens)
        chosen = hidden.gather(1, places[..., None].expand(-1, -1, hidden.shape[-1]))
        guessed = self.norm(functional.gelu(self.dense(chosen)))
        scores = functional.linear(guessed, self.encoder.embedding.weight, self.bias)
        return functional.cross_entropy(scores.flatten(0, 1).float(), told.flatten())


def hide(
    tokens: Tensor, share: float, vocabulary: int, dice: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Hide the same number of tokens in every row.

    Returns:
        The rows with tokens hidden, the places of these tokens, and what stood there.
    """
    count = max(1, round(tokens.shape[1] * share))
    places = torch.rand(tokens.shape, generator=dice, device=tokens.device).topk(count).indices
    told = tokens.gather(1, places)
    thrown = torch.rand(told.shape, generator=dice, device=tokens.device)
    any_token = torch.randint(vocabulary, told.shape, generator=dice, device=tokens.device)
    shown = torch.where(thrown < _MASKED + _SWAPPED, any_token, told)
    shown = torch.where(thrown < _MASKED, torch.full_like(told, MASK), shown)
    return tokens.scatter(1, places, shown), places, told
