#include "node/ops/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/encoding/utf8.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::ops {
namespace {

constexpr std::size_t text_bytes_max = 1024;
constexpr std::size_t usual_bytes = 512;  // of a line

constexpr std::array<std::string_view, 10> secret_words{
    "authorization", "token", "passphrase", "password", "secret",
    "cookie",        "body",  "query",      "key",      "seed"};

constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warning", "error"};

bool is_secret(std::string_view name) {
  return std::ranges::find(secret_words, name) != secret_words.end();
}

/// Cut before the character that would not fit whole.
std::string_view cut(std::string_view text) {
  if (text.size() <= text_bytes_max) return text;
  auto size = text_bytes_max;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return text.substr(0, size);
}

void write_value(json::Writer& line, std::string_view text) {
  const auto shown = cut(text);
  line.string(encoding::is_utf8(shown) ? shown : "[not UTF-8]");
}
void write_value(json::Writer& line, std::int64_t number) { line.integer(number); }
void write_value(json::Writer& line, double number) { line.number(number); }
void write_value(json::Writer& line, bool flag) { line.boolean(flag); }

void to_standard_error(std::string_view line) {
  while (!line.empty()) {
    const auto written = ::write(STDERR_FILENO, line.data(), line.size());
    if (written <= 0) return;  // there is nowhere to tell it
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

std::optional<Level> parse_level(std::string_view name) {
  const auto found = std::ranges::find(level_names, name);
  if (found == level_names.end()) return std::nullopt;
  return static_cast<Level>(found - level_names.begin());
}

Log::Log(const Clock& clock, Level least, Sink sink)
    : clock_(clock), least_(least), sink_(sink ? std::move(sink) : to_standard_error) {}

void Log::write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (!writes(level)) return;
  json::Writer line(usual_bytes);
  line.begin_object()
      .member("time", print_time(clock_.now()))
      .member("level", level_names[static_cast<std::size_t>(level)])
      .member("event", event);
  for (const auto& field : fields) {
    line.name(field.name);
    if (is_secret(field.name)) {
      line.string("[withheld]");
    } else {
      std::visit([&](const auto& value) { write_value(line, value); }, field.value);
    }
  }
  line.end_object();
  const auto text = line.take() + '\n';
  const std::scoped_lock lock(mutex_);
  sink_(text);
}

void Log::info(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::info, event, fields);
}

void Log::warning(std::string_view event, std::initializer_list<Field> fields) {
  write(Level::warning, event, fields);
}

void Log::error(std::string_view event, const Error& error) {
  write(Level::error, event,
        {{"code", error.code.name}, {"detail", std::string_view(error.detail)}});
}

}  // namespace waarmerk::node::ops
