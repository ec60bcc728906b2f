// Arena: memory that is taken piece by piece and given back all at once.
//
// What lies in it needs no destructor. A document's arena is thrown away when its quads are
// written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace waarmerk::jsonld {

class Arena {
 public:
  Arena() = default;
  /// Takes from `first`, which the caller keeps, before it asks for more.
  explicit Arena(std::span<std::byte> first) : free_(first) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return std::construct_at(static_cast<T*>(take(sizeof(T), alignof(T))),
                             std::forward<Arguments>(arguments)...);
  }

  /// Room for so many, of which none is there yet.
  template <class T>
  std::span<T> room_for(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return {static_cast<T*>(take(count * sizeof(T), alignof(T))), count};
  }

  template <class T>
  std::span<T> copy(std::span<const T> values) {
    const std::span<T> room = room_for<T>(values.size());
    std::uninitialized_copy(values.begin(), values.end(), room.begin());
    return room;
  }

  /// A copy of the parts, one after the other.
  std::string_view keep(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const auto part : parts) size += part.size();
    char* const begin = static_cast<char*>(take(size, 1));
    char* end = begin;
    for (const auto part : parts) end = std::ranges::copy(part, end).out;
    return {begin, size};
  }
  std::string_view keep(std::string_view text) { return keep({text}); }

 private:
  void* take(std::size_t size, std::size_t alignment) {
    const auto address = reinterpret_cast<std::uintptr_t>(free_.data());
    const std::size_t skipped = (alignment - address % alignment) % alignment;
    if (skipped + size > free_.size()) return take_fresh(size);
    void* const taken = free_.data() + skipped;
    free_ = free_.subspan(skipped + size);
    return taken;
  }
  /// From a block of its own, aligned for anything.
  void* take_fresh(std::size_t size);

  std::span<std::byte> free_;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace waarmerk::jsonld
