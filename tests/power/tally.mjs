// What came out of many rounds, each with a seed of its own.

export class Tally {
  counts = { lost: 0, half: 0, corrupt: 0 };
  passed = 0;
  failed = 0;

  // act(fault) says fault(kind, words) for each wrong it finds.
  async round(seed, act) {
    const faults = [];
    const fault = (kind, words) => {
      if (kind in this.counts) this.counts[kind] += 1;
      faults.push(`${kind}: ${words}`);
    };
    try {
      await act(fault);
    } catch (error) {
      faults.push(String(error.stack ?? error));
    }
    if (faults.length) {
      this.failed += 1;
      console.log(`not ok ${seed}`);
      for (const line of faults.slice(0, 10)) console.log(`    ${line}`);
      if (faults.length > 10) console.log(`    and ${faults.length - 10} more`);
    } else {
      this.passed += 1;
    }
    return !faults.length;
  }

  end(acknowledged) {
    const { lost, half, corrupt } = this.counts;
    console.log(
      `${this.passed + this.failed} rounds, ${acknowledged} acknowledged, ${lost} lost,` +
        ` ${half} half done, ${corrupt} corrupt`,
    );
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed || !this.passed ? 1 : 0);
  }
}
