#include "crypto/json/reader.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/path.hpp"

namespace waarmerk::json {
namespace {

std::string_view with_article(Kind kind) {
  switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "a boolean";
    case Kind::number: return "a number";
    case Kind::string: return "a string";
    case Kind::array: return "an array";
    case Kind::object: return "an object";
  }
  return "unknown";
}

std::unexpected<Error> wrong_kind(std::string_view wanted, Kind found, std::string path) {
  std::string detail = "must be ";
  detail.append(wanted).append(", not ").append(with_article(found));
  return fail(wrong_type, std::move(detail), std::move(path));
}

// The member `name`, where null counts as absent.
std::optional<Value> find_member(Value object, std::string_view name) {
  const auto member = object.find(name);
  if (!member || member->is(Kind::null)) return std::nullopt;
  return member;
}

Result<Value> get_member(const Reader& reader, std::string_view name) {
  TRY_OK(reader.expect(Kind::object));
  const auto member = reader.value().find(name);
  if (member) return *member;
  return fail(missing_member, "is missing", member_path(reader.path(), name));
}

// How each type is taken from a Value: nothing where it is of another kind.
Result<std::string> to_string(Value value, std::string_view around, std::string_view name) {
  if (const auto text = value.string()) return std::string(*text);
  return wrong_kind("a string", value.kind(), member_path(around, name));
}

Result<std::int64_t> to_integer(Value value, std::string_view around, std::string_view name) {
  if (const auto number = value.integer()) return *number;
  const std::string path = member_path(around, name);
  if (!value.is(Kind::number)) return wrong_kind("an integer", value.kind(), path);
  return fail(wrong_type, "must be an integer of at most 64 bits", path);
}

Result<bool> to_boolean(Value value, std::string_view around, std::string_view name) {
  if (const auto boolean = value.boolean()) return *boolean;
  return wrong_kind("a boolean", value.kind(), member_path(around, name));
}

Result<UnixTime> to_time(Value value, std::string_view around, std::string_view name) {
  const auto text = value.string();
  if (!text) return wrong_kind("a string", value.kind(), member_path(around, name));
  auto time = parse_time(*text);
  if (!time) time.error().path = member_path(around, name);
  return time;
}

template <class T>
using Take = Result<T> (*)(Value, std::string_view, std::string_view);

template <class T>
Result<T> get_as(const Reader& reader, std::string_view name, Take<T> take) {
  TRY(member, get_member(reader, name));
  return take(member, reader.path(), name);
}

template <class T>
Result<std::optional<T>> find_as(const Reader& reader, std::string_view name, Take<T> take) {
  const auto member = find_member(reader.value(), name);
  if (!member) return std::optional<T>();
  TRY(taken, take(*member, reader.path(), name));
  return std::optional<T>(std::move(taken));
}

std::vector<Reader> element_readers(Value array, const std::string& path) {
  std::vector<Reader> readers;
  readers.reserve(array.size());
  for (const Value element : array.elements()) {
    readers.emplace_back(element, element_path(path, readers.size()));
  }
  return readers;
}

}  // namespace

Reader::Reader(Value value, std::string path) : value_(value), path_(std::move(path)) {}

Result<void> Reader::expect(Kind kind) const {
  if (value_.is(kind)) return {};
  return wrong_kind(with_article(kind), value_.kind(), path_);
}

Result<void> Reader::allow_only(std::initializer_list<std::string_view> names) const {
  TRY_OK(expect(Kind::object));
  for (const Member member : value_.members()) {
    if (std::find(names.begin(), names.end(), member.name) != names.end()) continue;
    return fail(unknown_member, "is not known here", member_path(path_, member.name));
  }
  return {};
}

Result<Reader> Reader::get(std::string_view name) const {
  TRY(member, get_member(*this, name));
  return Reader(member, member_path(path_, name));
}

std::optional<Reader> Reader::find(std::string_view name) const {
  const auto member = find_member(value_, name);
  if (!member) return std::nullopt;
  return Reader(*member, member_path(path_, name));
}

Result<Reader> Reader::get_object(std::string_view name) const {
  TRY(reader, get(name));
  TRY_OK(reader.expect(Kind::object));
  return std::move(reader);
}

Result<std::optional<Reader>> Reader::find_object(std::string_view name) const {
  auto reader = find(name);
  if (reader) TRY_OK(reader->expect(Kind::object));
  return reader;
}

Result<std::string> Reader::get_string(std::string_view name) const {
  return get_as<std::string>(*this, name, to_string);
}

Result<std::optional<std::string>> Reader::find_string(std::string_view name) const {
  return find_as<std::string>(*this, name, to_string);
}

Result<std::int64_t> Reader::get_integer(std::string_view name) const {
  return get_as<std::int64_t>(*this, name, to_integer);
}

Result<std::optional<std::int64_t>> Reader::find_integer(std::string_view name) const {
  return find_as<std::int64_t>(*this, name, to_integer);
}

Result<std::optional<bool>> Reader::find_boolean(std::string_view name) const {
  return find_as<bool>(*this, name, to_boolean);
}

Result<UnixTime> Reader::get_time(std::string_view name) const {
  return get_as<UnixTime>(*this, name, to_time);
}

Result<std::optional<UnixTime>> Reader::find_time(std::string_view name) const {
  return find_as<UnixTime>(*this, name, to_time);
}

std::vector<Reader> Reader::one_or_many(std::string_view name) const {
  const auto found = find(name);
  if (!found) return {};
  if (found->value_.is(Kind::array)) return element_readers(found->value_, found->path_);
  return {*found};
}

Result<std::vector<std::string>> Reader::strings(std::string_view name) const {
  std::vector<std::string> texts;
  for (const Reader& reader : one_or_many(name)) {
    TRY(text, reader.string());
    texts.push_back(std::move(text));
  }
  return texts;
}

Result<std::vector<Reader>> Reader::elements() const {
  TRY_OK(expect(Kind::array));
  return element_readers(value_, path_);
}

Result<std::string> Reader::string() const {
  TRY_OK(expect(Kind::string));
  return std::string(*value_.string());
}

std::unexpected<Error> Reader::fail_here(ErrorCode code, std::string detail) const {
  return fail(code, std::move(detail), path_);
}

}  // namespace waarmerk::json
