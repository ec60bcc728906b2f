// Arena: memory that is taken piece by piece and given back all at once.
//
// What lies in it needs no destructor. A document's arena is thrown away when its quads are
// written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace waarmerk::jsonld {

class Arena {
 public:
  Arena() = default;
  /// Takes from `first`, which the caller keeps, before it asks for more.
  explicit Arena(std::span<std::byte> first) : memory_(first.data(), first.size()) {}

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return std::construct_at(static_cast<T*>(memory_.allocate(sizeof(T), alignof(T))),
                             std::forward<Arguments>(arguments)...);
  }

  template <class T>
  std::span<T> copy(std::span<const T> values) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* const first = static_cast<T*>(memory_.allocate(values.size_bytes(), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), first);
    return {first, values.size()};
  }

  /// A copy of the parts, one after the other.
  std::string_view keep(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (const auto part : parts) size += part.size();
    char* const begin = static_cast<char*>(memory_.allocate(size, 1));
    char* end = begin;
    for (const auto part : parts) end = std::ranges::copy(part, end).out;
    return {begin, size};
  }
  std::string_view keep(std::string_view text) { return keep({text}); }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace waarmerk::jsonld
