// NameMap: values by name, in one flat table. Names are borrowed; nothing is ever taken out.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace waarmerk::jsonld {

/// A number that spreads names over a table. Not secret: whoever picks the names can make them
/// meet, so their count has a limit.
inline std::uint32_t hash_of(std::string_view name) {
  const auto mixed = [](std::uint64_t hash, std::uint64_t word) {
    return std::rotl((hash ^ word) * 0x9E37'79B9'7F4A'7C15, 29);
  };
  const auto word_at = [&name]<class Word>(std::size_t at, Word word) {
    std::memcpy(&word, name.data() + at, sizeof word);
    return std::uint64_t{word};
  };
  const std::size_t size = name.size();
  std::uint64_t hash = size;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      hash = mixed(hash, word_at(at, std::uint64_t{}));
    hash = mixed(hash, word_at(size - 8, std::uint64_t{}));
  } else if (size >= 4) {
    hash = mixed(hash, word_at(0, std::uint32_t{}) << 32 | word_at(size - 4, std::uint32_t{}));
  } else {
    for (const char c : name) hash = hash << 8 | static_cast<unsigned char>(c);
    hash = mixed(0, hash);
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

/// Whether two names of one size are the same. Names are short: no call is made for them.
inline bool same_name(const char* a, const char* b, std::size_t size) {
  const auto differ = [&]<class Word>(std::size_t at, Word word) {
    Word other;
    std::memcpy(&word, a + at, sizeof word);
    std::memcpy(&other, b + at, sizeof other);
    return word != other;
  };
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (differ(at, std::uint64_t{})) return false;
    }
    return !differ(size - 8, std::uint64_t{});
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

template <class T>
class NameMap {
 public:
  struct Slot {
    std::string_view name = {};
    std::uint32_t hash = 0;
    bool used = false;
    T value = {};
  };

  /// The value of `name`, or null.
  T* find(std::string_view name) { return const_cast<T*>(std::as_const(*this).find(name)); }
  const T* find(std::string_view name) const {
    if (slots_.empty()) return nullptr;
    const std::uint32_t hash = hash_of(name);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (!slot.used) return nullptr;
      if (slot.hash == hash && slot.name.size() == name.size() &&
          same_name(slot.name.data(), name.data(), name.size())) {
        return &slot.value;
      }
    }
  }

  /// The value of `name`, made if there is none. Moves the others.
  T& operator[](std::string_view name) {
    if (T* found = find(name)) return *found;
    if ((size_ + 1) * 2 > slots_.size()) grow();
    ++size_;
    return place({.name = name, .hash = hash_of(name), .used = true});
  }

  std::size_t size() const { return size_; }
  std::size_t capacity() const { return slots_.size(); }
  /// All places, the unused ones too.
  const std::vector<Slot>& slots() const { return slots_; }

 private:
  std::size_t mask() const { return slots_.size() - 1; }

  T& place(Slot&& fresh) {
    std::size_t at = fresh.hash & mask();
    while (slots_[at].used) at = (at + 1) & mask();
    slots_[at] = std::move(fresh);
    return slots_[at].value;
  }

  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(16, slots_.size() * 2));
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.used) place(std::move(slot));
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace waarmerk::jsonld
