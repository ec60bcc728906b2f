#include "crypto/json/document.hpp"

#include "crypto/json/tape.hpp"

namespace waarmerk::json {

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

Value Document::root() const { return Place{&parsed_->tape, parsed_->tape.words + 1}.value(); }

std::string_view Document::text() const { return parsed_->text; }

}  // namespace waarmerk::json
