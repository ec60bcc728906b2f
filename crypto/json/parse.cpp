#include "crypto/json/parse.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "crypto/json/name.hpp"
#include "crypto/json/path.hpp"
#include "crypto/json/tape.hpp"
#include "crypto/json/wide_integers.hpp"

#include <simdjson.h>

namespace waarmerk::json {
namespace {

constexpr std::size_t bytes_ceiling = 32 << 20;
constexpr std::size_t depth_ceiling = 1000;
static_assert(depth_ceiling < simdjson::DEFAULT_MAX_DEPTH);

// A parser of this size stays with each thread; a larger text has one of its own, so that one huge
// text does not cost a thread its memory for good.
constexpr std::size_t kept_bytes = 64 << 10;

struct Extent {
  std::size_t words = 0;
  std::size_t string_bytes = 0;
};

std::unexpected<Error> parser_failure(simdjson::error_code error) {
  switch (error) {
    case simdjson::DEPTH_ERROR: return fail(too_deep, "arrays and objects are nested too deep");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC: return fail(too_large, "there is no memory for a text of this size");
    default: return fail(malformed, simdjson::error_message(error));
  }
}

// What simdjson does not refuse: too many levels, and two members of one name.
Result<Extent> check_tape(const Tape& tape, std::size_t depth_max) {
  const std::uint64_t* end = tape.words + Place{&tape, tape.words}.payload() - 1;
  std::size_t depth = 0;
  const char* strings_end = tape.strings;
  Extent extent{.words = static_cast<std::size_t>(end - tape.words) + 1};
  for (const std::uint64_t* at = tape.words + 1; at != end; ++at) {
    const Place place{&tape, at};
    switch (place.type()) {
      case '"': strings_end = std::to_address(place.text().end()); break;
      case '{':
        if (const Place second = find_duplicate(place); second.at != nullptr) {
          return fail(duplicate_name, "two members of one object have the same name",
                      path_between({&tape, tape.words + 1}, second));
        }
        [[fallthrough]];
      case '[':
        if (++depth > depth_max) return parser_failure(simdjson::DEPTH_ERROR);
        break;
      case '}':
      case ']': --depth; break;
      case 'l':
      case 'u':
      case 'd': ++at; break;
      default: break;
    }
  }
  extent.string_bytes = static_cast<std::size_t>(strings_end - tape.strings);
  return extent;
}

}  // namespace

/// Makes a Document: simdjson's tape of the text, checked and copied to its size.
struct Parser {
  const Limits& limits;

  Result<Document> parse(std::string_view text) const {
    const std::size_t bytes_max = std::min(limits.bytes_max, bytes_ceiling);
    if (text.size() > bytes_max) {
      return fail(too_large, "the text is longer than " + std::to_string(bytes_max) + " bytes");
    }
    if (text.size() <= kept_bytes) {
      thread_local simdjson::dom::parser kept;
      return parse(text, kept);
    }
    simdjson::dom::parser own;
    return parse(text, own);
  }

 private:
  Result<Document> parse(std::string_view text, simdjson::dom::parser& parser) const {
    auto parsed = std::make_shared<Document::Parsed>();
    parsed->text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    parsed->text.append(text);
    auto error = parser.parse(parsed->text.data(), text.size(), false).error();
    if (error == simdjson::NUMBER_ERROR) {
      error = parser.parse(simdjson::padded_string(widen_integers(text))).error();
    }
    if (error != simdjson::SUCCESS) return parser_failure(error);
    TRY_OK(take_tape(parser.doc, *parsed));
    return Document(std::move(parsed));
  }

  Result<void> take_tape(const simdjson::dom::document& from, Document::Parsed& to) const {
    const Tape tape{.words = from.tape.get(),
                    .strings = reinterpret_cast<const char*>(from.string_buf.get()),
                    .escapes = to.text.contains('\\')};
    TRY(extent, check_tape(tape, std::min(limits.depth_max, depth_ceiling)));
    const std::size_t string_words =
        (extent.string_bytes + Tape::overread + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);
    to.block = std::make_unique_for_overwrite<std::uint64_t[]>(extent.words + string_words);
    char* strings = reinterpret_cast<char*>(to.block.get() + extent.words);
    std::memcpy(to.block.get(), tape.words, extent.words * sizeof(std::uint64_t));
    std::memcpy(strings, tape.strings, extent.string_bytes);
    to.tape = {.words = to.block.get(), .strings = strings, .escapes = tape.escapes};
    return {};
  }
};

Result<Document> parse(std::string_view text, const Limits& limits) {
  return Parser{limits}.parse(text);
}

}  // namespace waarmerk::json
