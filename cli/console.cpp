#include "cli/console.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t typed_bytes_max = 1024;

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody listens any more
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// The terminal, whatever the standard streams are; keys are not shown while this lives.
class QuietTerminal {
 public:
  QuietTerminal() : descriptor_(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0 || tcgetattr(descriptor_, &before_) != 0) return;
    termios quiet = before_;
    // Ctrl-C comes as a key, so that the terminal is put back before the program ends.
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    is_quiet_ = tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
  }
  ~QuietTerminal() {
    if (is_quiet_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) close(descriptor_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  bool is_quiet() const { return is_quiet_; }
  void show(std::string_view text) const { write_all(descriptor_, text); }
  /// One key; Ctrl-C also where the terminal is gone.
  char key() const {
    char pressed = '\x03';
    while (true) {
      const auto count = read(descriptor_, &pressed, 1);
      if (count == 1) return pressed;
      if (count < 0 && errno == EINTR) continue;
      return '\x03';
    }
  }

 private:
  int descriptor_ = -1;
  termios before_{};
  bool is_quiet_ = false;
};

/// Leaves out the last character, which may be several bytes.
void rub_out(Bytes& typed) {
  while (!typed.empty() && (typed.back() & 0xc0) == 0x80) typed.pop_back();
  if (!typed.empty()) typed.pop_back();
}

Result<SecretBytes> read_typed(const QuietTerminal& terminal) {
  Bytes typed;
  typed.reserve(typed_bytes_max);  // so that nothing is left behind where it grew
  while (true) {
    switch (const char key = terminal.key()) {
      case '\x03': wipe(typed); return fail(interrupted, "It was interrupted.");
      case '\n':
      case '\r':
      case '\x04': return SecretBytes(std::move(typed));
      case '\x7f':
      case '\b': rub_out(typed); break;
      case '\x15': wipe(typed), typed.clear(); break;
      default:
        if (typed.size() < typed_bytes_max) typed.push_back(static_cast<std::uint8_t>(key));
    }
  }
}

/// A line as the terminal itself lets it be typed and mended, without its end.
Result<std::string> ask_at_terminal(std::string_view question) {
  const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return fail(no_terminal, "There is no terminal to answer at.");
  write_all(terminal, question);
  std::array<char, typed_bytes_max> line;
  auto count = read(terminal, line.data(), line.size());
  while (count < 0 && errno == EINTR) count = read(terminal, line.data(), line.size());
  close(terminal);
  if (count <= 0) return fail(no_terminal, "Nothing was answered.");
  const std::string_view typed(line.data(), static_cast<std::size_t>(count));
  return std::string(typed.substr(0, typed.find('\n')));
}

class SystemConsole final : public Console {
 public:
  void out(std::string_view text) override { write_all(STDOUT_FILENO, text); }
  void err(std::string_view text) override { write_all(STDERR_FILENO, text); }
  bool is_out_terminal() const override { return isatty(STDOUT_FILENO) == 1; }
  bool is_err_terminal() const override { return isatty(STDERR_FILENO) == 1; }

  Result<std::string> read_input(std::size_t bytes_max) override {
    std::string text;
    std::array<char, 16 * 1024> part;
    while (true) {
      const auto count = read(STDIN_FILENO, part.data(), part.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return fail(unreadable_file, "The standard input cannot be read.");
      if (count == 0) return text;
      text.append(part.data(), static_cast<std::size_t>(count));
      if (text.size() > bytes_max) return fail(unreadable_file, "The standard input is too large.");
    }
  }

  Result<SecretBytes> ask_secret(std::string_view question) override {
    const QuietTerminal terminal;
    if (!terminal.is_quiet()) {
      return fail(no_terminal, "There is no terminal to type a passphrase at.");
    }
    terminal.show(question);
    auto typed = read_typed(terminal);
    terminal.show("\n");
    return typed;
  }

  Result<std::string> ask(std::string_view question) override { return ask_at_terminal(question); }
};

}  // namespace

std::unique_ptr<Console> system_console() { return std::make_unique<SystemConsole>(); }

}  // namespace waarmerk::cli
