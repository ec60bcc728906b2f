// NameMap: values by name, one behind the other. Names are borrowed; nothing is ever taken out.
#pragma once

#include <algorithm>
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

/// Names stand one behind the other, in the order in which they came; beside them lies a small
/// table of where to find them, so that a look at one touches little memory.
template <class T>
class NameMap {
 public:
  struct Entry {
    std::string_view name = {};
    T value = {};
  };
  static constexpr std::size_t size_max = (std::size_t{1} << 20) - 1;

  /// The value of `name`, or null.
  T* find(std::string_view name) { return const_cast<T*>(std::as_const(*this).find(name)); }
  const T* find(std::string_view name) const {
    if (entries_.empty()) return nullptr;
    const std::uint32_t hash = hash_of(name);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const std::uint32_t mark = marks_[at];
      if (mark == unused) return nullptr;
      if ((mark ^ hash) >> number_bits != 0) continue;
      const Entry& entry = entries_[mark & size_max];
      if (entry.name.size() == name.size() &&
          same_name(entry.name.data(), name.data(), name.size())) {
        return &entry.value;
      }
    }
  }

  /// The value of `name`, made if there is none. Moves the others. There may be no more names than
  /// size_max.
  T& operator[](std::string_view name) {
    if (T* found = find(name)) return *found;
    entries_.push_back({.name = name});
    if (entries_.size() * 2 > marks_.size()) {
      grow();
    } else {
      mark(entries_.size() - 1);
    }
    return entries_.back().value;
  }

  std::size_t size() const { return entries_.size(); }
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  static constexpr unsigned number_bits = 20;  // the bits above are those of the hash
  static constexpr std::uint32_t unused = size_max;

  std::size_t mask() const { return marks_.size() - 1; }

  void mark(std::size_t number) {
    const std::uint32_t hash = hash_of(entries_[number].name);
    std::size_t at = hash & mask();
    while (marks_[at] != unused) at = (at + 1) & mask();
    marks_[at] = (hash >> number_bits << number_bits) | static_cast<std::uint32_t>(number);
  }

  void grow() {
    marks_.assign(std::max<std::size_t>(32, marks_.size() * 2), unused);
    for (std::size_t i = 0; i < entries_.size(); ++i) mark(i);
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> marks_;  // of which every second one is used at the most
};

}  // namespace waarmerk::jsonld
