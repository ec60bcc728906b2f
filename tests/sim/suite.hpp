// Suite: the long form of the simulator, with fixed seeds, and how much of it passed.
#pragma once

namespace waarmerk::sim {

/// 200 seeds of a virtual day, the aims of a network of 10,000 nodes, and a smaller one twice,
/// which ends in the same state. Prints what came of it; the last line says how many passed and
/// failed. Returns what the program does.
int run_suite();

}  // namespace waarmerk::sim
