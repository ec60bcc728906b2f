#include "crypto/json/document.hpp"

#include <cassert>

#include "crypto/json/tape.hpp"

namespace waarmerk::json {
namespace {

bool opens(char c) { return c == '{' || c == '['; }
bool closes(char c) { return c == '}' || c == ']'; }

/// How many arrays and objects begin before this place.
std::size_t opened_before(Place place) {
  std::size_t count = 0;
  for (Place at{place.tape, place.tape->words + 1}; at.at != place.at;) {
    if (opens(at.type())) ++count;
    at.at += at.is_number() ? 2 : 1;
  }
  return count;
}

/// Goes from bracket to bracket of a text that is JSON, over what stands in strings.
class Brackets {
 public:
  explicit Brackets(std::string_view text) : text_(text) {}

  /// Where the next one stands. There must be one.
  std::size_t next() {
    bool in_string = false;
    while (true) {
      const char c = text_[at_++];
      if (in_string && c == '\\') ++at_;
      if (c == '"') in_string = !in_string;
      if (!in_string && (opens(c) || closes(c))) return at_ - 1;
    }
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The array or object before which `skipped` others begin.
std::string_view find_text(std::string_view text, std::size_t skipped) {
  Brackets brackets(text);
  std::size_t begin = brackets.next();
  while (closes(text[begin]) || skipped-- > 0) begin = brackets.next();
  std::size_t end = begin;
  for (std::size_t depth = 1; depth > 0;) {
    end = brackets.next();
    depth = opens(text[end]) ? depth + 1 : depth - 1;
  }
  return text.substr(begin, end - begin + 1);
}

}  // namespace

Kind Value::kind() const {
  switch (Place::of(*this).type()) {
    case '{': return Kind::object;
    case '[': return Kind::array;
    case '"': return Kind::string;
    case 't':
    case 'f': return Kind::boolean;
    case 'n': return Kind::null;
    default: return Kind::number;
  }
}

std::optional<std::string_view> Value::string() const {
  const Place place = Place::of(*this);
  if (place.type() != '"') return std::nullopt;
  return place.text();
}

std::optional<bool> Value::boolean() const {
  if (!is(Kind::boolean)) return std::nullopt;
  return Place::of(*this).type() == 't';
}

std::optional<std::int64_t> Value::integer() const {
  const Place place = Place::of(*this);
  if (place.type() != 'l') return std::nullopt;
  return place.number<std::int64_t>();
}

std::optional<double> Value::number() const {
  const Place place = Place::of(*this);
  switch (place.type()) {
    case 'l': return static_cast<double>(place.number<std::int64_t>());
    case 'u': return static_cast<double>(place.number<std::uint64_t>());
    case 'd': return place.number<double>();
    default: return std::nullopt;
  }
}

std::optional<Value> Value::find(std::string_view name) const {
  const Place object = Place::of(*this);
  if (object.type() != '{') return std::nullopt;
  const Place last = object.last();
  for (Place member = object.first(); member.at != last.at;) {
    const Place value = member.first();
    if (member.text() == name) return value.value();
    member = value.next();
  }
  return std::nullopt;
}

Elements Value::elements() const {
  const Place array = Place::of(*this);
  if (array.type() != '[') return {words_, words_};
  return {array.first().words(), array.last().words()};
}

Members Value::members() const {
  const Place object = Place::of(*this);
  if (object.type() != '{') return {words_, words_};
  return {object.first().words(), object.last().words()};
}

std::size_t Value::size() const {
  const Place place = Place::of(*this);
  return place.is_container() ? place.count() : 0;
}

Value Elements::Iterator::operator*() const { return Value(words_); }

Elements::Iterator& Elements::Iterator::operator++() {
  words_ = Place::of(words_).next().words();
  return *this;
}

Member Members::Iterator::operator*() const {
  const Place name = Place::of(words_);
  return {name.text(), name.first().value()};
}

Members::Iterator& Members::Iterator::operator++() {
  words_ = Place::of(words_).first().next().words();
  return *this;
}

Document::Document(std::shared_ptr<const Parsed> parsed)
    : parsed_(std::move(parsed)), root_(parsed_->tape.words + 1) {}

Value Document::root() const { return Place{&parsed_->tape, root_}.value(); }

std::string_view Document::text() const {
  if (root_ == parsed_->tape.words + 1) return parsed_->text;
  return find_text(parsed_->text, opened_before({&parsed_->tape, root_}));
}

Document Document::part(Value value) const {
  const Place place = Place::of(value);
  assert(place.tape == &parsed_->tape && place.is_container());
  Document document(*this);
  document.root_ = place.at;
  return document;
}

}  // namespace waarmerk::json
