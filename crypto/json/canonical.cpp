#include "crypto/json/canonical.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <vector>

#include "crypto/json/escape.hpp"
#include "crypto/json/name.hpp"
#include "crypto/json/number.hpp"
#include "crypto/json/tape.hpp"

namespace waarmerk::json {
namespace {

// Text written at the end of a string, whose room grows by doubling and is cut at the end.
class Output {
 public:
  Output(std::string& text, std::size_t room) : text_(text), at_(text.data() + text.size()) {
    end_ = at_;
    reserve(room);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { text_.resize(static_cast<std::size_t>(at_ - text_.data())); }

  /// Makes room for `size` more, of which nothing is counted until it is put.
  void reserve(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
  }

  void put(char c) { *at_++ = c; }
  void put(std::string_view text) { at_ = std::copy(text.begin(), text.end(), at_); }
  char* at() const { return at_; }
  void advance_to(char* at) { at_ = at; }

 private:
  [[gnu::noinline]] void grow(std::size_t size) {
    const auto used = static_cast<std::size_t>(at_ - text_.data());
    const std::size_t wanted = std::max({used + size, 2 * used, text_.capacity()});
    text_.resize_and_overwrite(wanted, [](char*, std::size_t all) { return all; });
    at_ = text_.data() + used;
    end_ = text_.data() + wanted;
  }

  std::string& text_;
  char* at_;
  char* end_;
};

// Punctuation around a value: a comma or a colon, and a bracket.
constexpr std::size_t punctuation = 4;

class Canonicalizer {
 public:
  Canonicalizer(const Tape& tape, Output& out) : tape_(tape), out_(out) { names_.reserve(few); }

  void value(Place place) {
    out_.reserve(number_chars_max + punctuation);
    switch (place.type()) {
      case '{': object(place, nullptr); break;
      case '[': array(place); break;
      case '"': string(place.text()); break;
      case 'l': integer(place.number<std::int64_t>()); break;
      case 'u': number(static_cast<double>(place.number<std::uint64_t>())); break;
      case 'd': number(place.number<double>()); break;
      case 't': out_.put("true"); break;
      case 'f': out_.put("false"); break;
      default: out_.put("null"); break;
    }
  }

  /// The members but the one named `without`, if that is given.
  void object(Place place, const std::string_view* without) {
    out_.reserve(punctuation);
    const std::size_t start = names_.size();
    collect(place, without);
    out_.put('{');
    for (std::size_t i = start; i < names_.size(); ++i) {
      const Name name = names_[i];
      if (i > start) out_.put(',');
      const Place member{&tape_, name.at};
      string(member.text());
      out_.put(':');
      value(member.first());
    }
    names_.erase(names_.begin() + static_cast<std::ptrdiff_t>(start), names_.end());
    out_.reserve(punctuation);
    out_.put('}');
  }

 private:
  void collect(Place object, const std::string_view* without) {
    const std::size_t start = names_.size();
    const NameOrder before{&tape_};
    bool sorted = true;
    const Place last = object.last();
    for (Place member = object.first(); member.at != last.at; member = member.first().next()) {
      if (without != nullptr && member.text() == *without) continue;
      const Name name = Name::of(member);
      sorted = sorted && (names_.size() == start || before(names_.back(), name));
      names_.push_back(name);
    }
    if (!sorted)
      std::sort(names_.begin() + static_cast<std::ptrdiff_t>(start), names_.end(), before);
  }

  void array(Place place) {
    out_.put('[');
    const Place last = place.last();
    for (Place element = place.first(); element.at != last.at; element = element.next()) {
      if (element.at != place.at + 1) out_.put(',');
      value(element);
    }
    out_.reserve(punctuation);
    out_.put(']');
  }

  void string(std::string_view text) {
    out_.reserve(text.size() + block_size + punctuation);
    out_.put('"');
    std::size_t run = copy(text);
    while (run < text.size()) {
      const char c = text[run];
      text.remove_prefix(run + 1);
      out_.reserve(escape_size_max + text.size() + block_size + punctuation);
      out_.advance_to(put_escape(c, out_.at()));
      run = copy(text);
    }
    out_.put('"');
  }

  // Copies what needs no escape, in blocks: most strings are one or two.
  std::size_t copy(std::string_view text) {
    static_assert(block_size <= Tape::overread);
    std::size_t run = text.size();
    if (tape_.escapes) {
      run = copy_until_escape(text, out_.at());
    } else {
      for (std::size_t i = 0; i < run; i += block_size) {
        std::memcpy(out_.at() + i, text.data() + i, block_size);
      }
    }
    out_.advance_to(out_.at() + run);
    return run;
  }

  // JSON numbers are doubles here: an integer that no double holds prints as the nearest.
  void integer(std::int64_t value) {
    constexpr std::int64_t exact_max = std::int64_t{1} << 53;
    if (value > exact_max || value < -exact_max) return number(static_cast<double>(value));
    out_.advance_to(std::to_chars(out_.at(), out_.at() + number_chars_max, value).ptr);
  }

  void number(double value) { out_.advance_to(print_number(value, out_.at())); }

  static constexpr std::size_t few = 64;

  const Tape& tape_;
  Output& out_;
  // The members of the objects that are open, one above the other.
  alignas(Name) std::array<std::byte, few * sizeof(Name)> room_;
  std::pmr::monotonic_buffer_resource arena_{room_.data(), room_.size()};
  std::pmr::vector<Name> names_{&arena_};
};

// What a value will need, more or less.
std::size_t likely_size(Place place) {
  constexpr std::size_t bytes_a_word = 24;
  return static_cast<std::size_t>(place.next().at - place.at) * bytes_a_word;
}

}  // namespace

std::string canonical(Value value) {
  std::string text;
  const Place place = Place::of(value);
  {
    Output out(text, likely_size(place));
    Canonicalizer(*place.tape, out).value(place);
  }
  return text;
}

void canonical_without(Value object, std::string_view name, std::string& out) {
  const Place place = Place::of(object);
  Output output(out, likely_size(place));
  Canonicalizer canonicalizer(*place.tape, output);
  if (place.type() != '{') return canonicalizer.value(place);
  canonicalizer.object(place, &name);
}

}  // namespace waarmerk::json
