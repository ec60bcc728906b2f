#include "crypto/json/edit.hpp"

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::json {

Result<Document> with_member(Value object, std::string_view name, Value member) {
  TRY_OK(Reader(object).expect(Kind::object));
  Writer writer;
  writer.begin_object();
  bool written = false;
  for (const Member old : object.members()) {
    const bool same = old.name == name;
    writer.name(old.name).value(same ? member : old.value);
    written = written || same;
  }
  if (!written) writer.name(name).value(member);
  return parse(writer.end_object().text());
}

Result<Document> without_member(Value object, std::string_view name) {
  TRY_OK(Reader(object).expect(Kind::object));
  Writer writer;
  writer.begin_object();
  for (const Member old : object.members()) {
    if (old.name != name) writer.name(old.name).value(old.value);
  }
  return parse(writer.end_object().text());
}

}  // namespace waarmerk::json
