"""One pre-training run by masked tokens: its steps, its checkpoint, its limits."""

import math
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from masked import MaskedModel, hide
from windows import Windows

_WARM_UP = 0.05  # of the run
_HIDDEN = 0.3  # share of tokens; more than BERT's 15% is better (Wettig et al., EACL 2023)
_TOLD_EVERY = 10.0  # seconds


@dataclass
class Progress:
    """How far a run has come.

    Attributes:
        step: Steps made.
        seconds: Time they took, of all sittings.
        tokens: Tokens read.
    """

    step: int = 0
    seconds: float = 0.0
    tokens: int = 0


class Run:
    """One pre-training run and what it needs to go on after it was stopped.

    Args:
        model: The encoder with its guessing layers.
        windows: The tokens.
        folder: Where the run keeps its checkpoint.
        rate: The highest learning rate.
    """

    def __init__(self, model: MaskedModel, windows: Windows, folder: Path, rate: float) -> None:
        self.model, self.windows, self.folder, self.rate = model, windows, folder, rate
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self.progress = Progress()
        self.on_gpu = windows.device.type == "cuda"
        self.forward = torch.compile(model) if self.on_gpu else model
        self.dice = torch.Generator(windows.device)

    def load(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True, map_location=self.windows.device)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.progress = Progress(**state["progress"])
            print(f"goes on after step {self.progress.step}", flush=True)

    def save(self) -> None:
        """Write the checkpoint; a reader never sees half of it."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "progress": vars(self.progress),
        }
        part = self.folder / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.folder / "checkpoint.pt")

    def loss(self, rows: torch.Tensor, seed: int) -> torch.Tensor:
        """Return the loss on some windows; the seed says which tokens are hidden."""
        self.dice.manual_seed(seed)
        hidden, places, told = hide(rows, _HIDDEN, self.model.encoder.shape.vocabulary, self.dice)
        with self._precision():
            found: torch.Tensor = self.forward(hidden, places, told)
        return found

    def step(self, done: float) -> torch.Tensor:
        """Make one step, at this share of the run; returns the loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * rate_at(done)
        rows = self.windows.batch(self.progress.step)
        loss = self.loss(rows, self.progress.step)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.progress.step += 1
        self.progress.tokens += rows.numel()
        return loss.detach()

    @torch.no_grad()
    def held_loss(self) -> float:
        """Return the mean loss on the windows that are never trained on."""
        batches = self.windows.held()
        losses = [self.loss(rows, number) for number, rows in enumerate(batches)]
        return float(torch.stack(losses).mean())

    def _precision(self) -> AbstractContextManager[object]:
        return torch.autocast("cuda", torch.bfloat16) if self.on_gpu else nullcontext()


def rate_at(done: float) -> float:
    """Return the share of the learning rate at a share of the run: up, then down by a cosine."""
    if done < _WARM_UP:
        return done / _WARM_UP + 1e-3
    return 0.5 + 0.5 * math.cos(math.pi * min(1.0, (done - _WARM_UP) / (1 - _WARM_UP)))


@dataclass(frozen=True)
class Limits:
    """When a run is over, and when to pause it.

    Attributes:
        minutes: How long the run takes in all; None if `steps` says it.
        steps: How many steps it takes in all.
        sitting: Minutes after which to stop for now.
        keep_every: Seconds between checkpoints.
    """

    minutes: float | None
    steps: int | None
    sitting: float
    keep_every: float

    def done(self, progress: Progress) -> float:
        """Return the share of the run that lies behind."""
        if self.steps:
            return progress.step / self.steps
        return progress.seconds / 60 / self.minutes if self.minutes else 1.0


def train(run: Run, limits: Limits) -> bool:
    """Train until the run or the sitting is over; returns whether the run is over."""
    progress, losses = run.progress, list[torch.Tensor]()
    began = told = kept = time.monotonic()
    before, told_tokens = progress.seconds, progress.tokens
    while True:
        now = time.monotonic()
        progress.seconds = before + now - began
        done = limits.done(progress)
        if done >= 1 or now - began >= 60 * limits.sitting:
            break
        if now - kept >= limits.keep_every:
            run.save()
            kept = now
        losses.append(run.step(done))
        if now - told >= _TOLD_EVERY:
            speed = (progress.tokens - told_tokens) / (now - told)
            tell(progress, float(torch.stack(losses).mean()), speed)
            told, told_tokens, losses = now, progress.tokens, []
    run.save()
    return done >= 1


def tell(progress: Progress, loss: float, speed: float) -> None:
    """Print a line."""
    print(
        f"step {progress.step}, {progress.seconds / 60:.1f} min, {progress.tokens / 1e6:.1f} M "
        f"tokens, {speed:,.0f} a second, loss {loss:.3f}",
        flush=True,
    )
