// Document: an immutable parsed JSON value, cheap to copy and to look into.
//
// Which parser made it is hidden. The text is kept once and shared, so that what was signed stays
// untouched. A Value is a place inside a Document, borrowed, and lives no longer than it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace waarmerk::json {

enum class Kind { null, boolean, number, string, array, object };

class Elements;
class Members;

/// One place inside a Document. Asking for what is not there gives nothing, never an error; a
/// Reader (reader.hpp) gives errors with a JSON path.
class Value {
 public:
  Kind kind() const;
  bool is(Kind wanted) const { return kind() == wanted; }

  std::optional<std::string_view> string() const;
  std::optional<bool> boolean() const;
  /// A number written without fraction and exponent that fits.
  std::optional<std::int64_t> integer() const;
  /// Any number, as an IEEE 754 double.
  std::optional<double> number() const;

  /// The member of an object by its name; nothing for anything else.
  std::optional<Value> find(std::string_view name) const;
  /// The elements of an array; empty for anything else.
  Elements elements() const;
  /// The members of an object, in the order of the text; empty for anything else.
  Members members() const;
  /// How many elements or members; 0 for anything else.
  std::size_t size() const;

 private:
  friend class Document;
  friend class Elements;
  friend class Members;
  friend struct Place;
  using Words = std::array<const void*, 2>;  // the parser's own handle
  explicit Value(Words words) : words_(words) {}

  Words words_;
};

struct Member {
  std::string_view name;
  Value value;
};

/// A document owns its text and its parse; copies and parts share both.
class Document {
 public:
  Value root() const;
  /// The text of the root as it was parsed, to the byte; with the white space around it where the
  /// document is a whole one. A part looks for its text in that of the whole, each time.
  std::string_view text() const;
  /// An array or object of this document as a document of its own, without reading it again.
  Document part(Value value) const;

 private:
  friend struct Parser;
  struct Parsed;
  explicit Document(std::shared_ptr<const Parsed> parsed);

  std::shared_ptr<const Parsed> parsed_;
  const std::uint64_t* root_;  // a word of the parse
};

// Elements and Members are ranges for `for (const Value v : value.elements())`.

class Elements {
 public:
  class Iterator {
   public:
    Value operator*() const;
    Iterator& operator++();
    bool operator==(const Iterator&) const = default;

   private:
    friend class Elements;
    explicit Iterator(Value::Words words) : words_(words) {}
    Value::Words words_;
  };
  Iterator begin() const { return Iterator(begin_); }
  Iterator end() const { return Iterator(end_); }

 private:
  friend class Value;
  Elements(Value::Words begin, Value::Words end) : begin_(begin), end_(end) {}
  Value::Words begin_, end_;
};

class Members {
 public:
  class Iterator {
   public:
    Member operator*() const;
    Iterator& operator++();
    bool operator==(const Iterator&) const = default;

   private:
    friend class Members;
    explicit Iterator(Value::Words words) : words_(words) {}
    Value::Words words_;
  };
  Iterator begin() const { return Iterator(begin_); }
  Iterator end() const { return Iterator(end_); }

 private:
  friend class Value;
  Members(Value::Words begin, Value::Words end) : begin_(begin), end_(end) {}
  Value::Words begin_, end_;
};

}  // namespace waarmerk::json
