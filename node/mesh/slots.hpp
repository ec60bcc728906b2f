// Slots: a set of links, one bit each.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace waarmerk::node::mesh {

/// A link's place among at most 64, given anew when the link is gone.
using Slot = unsigned;

class Slots {
 public:
  Slots() = default;
  explicit Slots(Slot one) : bits_(std::uint64_t{1} << one) {}

  bool contains(Slot slot) const { return (bits_ >> slot & 1) != 0; }
  bool empty() const { return bits_ == 0; }
  std::size_t size() const { return static_cast<std::size_t>(std::popcount(bits_)); }
  void insert(Slot slot) { bits_ |= std::uint64_t{1} << slot; }
  void erase(Slot slot) { bits_ &= ~(std::uint64_t{1} << slot); }
  std::uint64_t bits() const { return bits_; }

  /// Takes out the lowest. There is one.
  Slot take() {
    const auto slot = static_cast<Slot>(std::countr_zero(bits_));
    erase(slot);
    return slot;
  }

  friend Slots operator|(Slots a, Slots b) { return Slots(a.bits_ | b.bits_, Raw{}); }
  friend Slots operator&(Slots a, Slots b) { return Slots(a.bits_ & b.bits_, Raw{}); }
  friend Slots operator-(Slots a, Slots b) { return Slots(a.bits_ & ~b.bits_, Raw{}); }
  friend bool operator==(const Slots&, const Slots&) = default;

 private:
  struct Raw {};
  Slots(std::uint64_t bits, Raw) : bits_(bits) {}

  std::uint64_t bits_ = 0;
};

}  // namespace waarmerk::node::mesh
