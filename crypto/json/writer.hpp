// Writer: JSON text written from left to right, without a tree.
//
//   Writer w;
//   w.begin_object().name("id").string(id).name("tag").begin_array()...end_array().end_object();
//   TRY(document, parse(w.text()));
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// Commas and quotes are the Writer's care; that each object closes is an assert. Strings must be
/// UTF-8.
class Writer {
 public:
  Writer() = default;
  /// Has room for so many bytes at once.
  explicit Writer(std::size_t bytes) { text_.reserve(bytes); }

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& name(std::string_view name);
  Writer& string(std::string_view value);
  Writer& integer(std::int64_t value);
  /// A finite number, printed as ECMAScript does: 1.0 is `1`.
  Writer& number(double value);
  Writer& boolean(bool value);
  Writer& null();
  /// A value of another document, as `print` gives it.
  Writer& value(Value value);
  /// Text that is JSON already.
  Writer& raw(std::string_view json);

  /// `name` and a string, the most common pair.
  Writer& member(std::string_view name, std::string_view value);

  /// What was written so far; complete once everything is closed.
  const std::string& text() const { return text_; }
  /// The text, which must be complete; the Writer is empty again.
  std::string take();

 private:
  Writer& begin(char bracket);
  Writer& end(char bracket);
  void before_value();

  std::string text_;
  bool needs_comma_ = false;
  int depth_ = 0;
};

/// The text of a value, without white space, members in the order of the document. It reads as the
/// original does: an integer stays an integer, any other number the same double.
std::string print(Value value);
/// The same, indented by two spaces.
std::string print_pretty(Value value);

}  // namespace waarmerk::json
