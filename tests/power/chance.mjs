// Chance that can be had again: the same seed makes the same choices.

export function chanceOf(seed) {
  return { state: BigInt(seed) * 2654435761n + 1n };
}

export function randomInt(chance, below) {
  chance.state = BigInt.asUintN(64, chance.state * 6364136223846793005n + 1442695040888963407n);
  return Number((chance.state >> 33n) % BigInt(below));
}
