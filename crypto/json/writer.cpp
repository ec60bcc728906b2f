#include "crypto/json/writer.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

#include "crypto/json/escape.hpp"
#include "crypto/json/number.hpp"
#include "crypto/json/tape.hpp"

namespace waarmerk::json {
namespace {

template <class Integer>
void append_integer(std::string& out, Integer value) {
  std::array<char, number_chars_max> text;
  out.append(text.data(), std::to_chars(text.begin(), text.end(), value).ptr);
}

void append_number(std::string& out, double value) {
  std::array<char, number_chars_max> text;
  out.append(text.data(), print_number(value, text.data()));
}

// A number that was written as no integer stays none, so that a copy reads as the original does.
void append_double(std::string& out, double value) {
  if (value == 0 && std::signbit(value)) out += '-';
  const std::size_t start = out.size();
  append_number(out, value);
  if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

void append_scalar(std::string& out, Place place) {
  switch (place.type()) {
    case '"': return append_quoted(out, place.text());
    case 'l': return append_integer(out, place.number<std::int64_t>());
    case 'u': return append_integer(out, place.number<std::uint64_t>());
    case 'd': return append_double(out, place.number<double>());
    case 't': out += "true"; return;
    case 'f': out += "false"; return;
    default: out += "null"; return;
  }
}

constexpr int compact = -1;

// `level` counts the indentation of a pretty print; `compact` has none.
class Printer {
 public:
  explicit Printer(std::string& out) : out_(out) {}

  void print(Place place, int level) {
    if (!place.is_container()) return append_scalar(out_, place);
    const bool object = place.type() == '{';
    const int inner = level == compact ? compact : level + 1;
    out_ += place.type();
    const Place last = place.last();
    for (Place item = place.first(); item.at != last.at; item = item.next()) {
      if (item.at != place.at + 1) out_ += ',';
      break_line(inner);
      if (object) {
        append_quoted(out_, item.text());
        out_ += inner == compact ? ":" : ": ";
        item = item.first();
      }
      print(item, inner);
    }
    if (place.count() > 0) break_line(level);
    out_ += last.type();
  }

 private:
  void break_line(int level) {
    if (level == compact) return;
    out_ += '\n';
    out_.append(2 * static_cast<std::size_t>(level), ' ');
  }

  std::string& out_;
};

}  // namespace

void Writer::before_value() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

Writer& Writer::begin_object() { return begin('{'); }
Writer& Writer::end_object() { return end('}'); }
Writer& Writer::begin_array() { return begin('['); }
Writer& Writer::end_array() { return end(']'); }

Writer& Writer::begin(char bracket) {
  before_value();
  text_ += bracket;
  needs_comma_ = false;
  ++depth_;
  return *this;
}

Writer& Writer::end(char bracket) {
  assert(depth_ > 0);
  text_ += bracket;
  needs_comma_ = true;
  --depth_;
  return *this;
}

Writer& Writer::name(std::string_view name) {
  before_value();
  append_quoted(text_, name);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

Writer& Writer::string(std::string_view value) {
  before_value();
  append_quoted(text_, value);
  return *this;
}

Writer& Writer::integer(std::int64_t value) {
  before_value();
  append_integer(text_, value);
  return *this;
}

Writer& Writer::number(double value) {
  before_value();
  append_number(text_, value);
  return *this;
}

Writer& Writer::boolean(bool value) { return raw(value ? "true" : "false"); }

Writer& Writer::null() { return raw("null"); }

Writer& Writer::value(Value value) {
  before_value();
  Printer(text_).print(Place::of(value), compact);
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  before_value();
  text_ += json;
  return *this;
}

Writer& Writer::member(std::string_view name, std::string_view value) {
  return this->name(name).string(value);
}

std::string Writer::take() {
  assert(depth_ == 0);
  needs_comma_ = false;
  return std::exchange(text_, {});
}

std::string print(Value value) {
  std::string text;
  Printer(text).print(Place::of(value), compact);
  return text;
}

std::string print_pretty(Value value) {
  std::string text;
  Printer(text).print(Place::of(value), 0);
  return text;
}

}  // namespace waarmerk::json
