// Console: the port to the person or the program at the other end of the command.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace waarmerk::cli {

class Console {
 public:
  virtual ~Console() = default;
  /// Data, for whoever asked.
  virtual void out(std::string_view text) = 0;
  /// Talk, for a person.
  virtual void err(std::string_view text) = 0;
  virtual bool is_out_terminal() const = 0;
  virtual bool is_err_terminal() const = 0;
  /// All of the standard input. Fails with cli.unreadable_file, also over `bytes_max`.
  virtual Result<std::string> read_input(std::size_t bytes_max) = 0;
  /// One line typed at the terminal, without showing it. Fails with cli.no_terminal or
  /// cli.interrupted.
  virtual Result<SecretBytes> ask_secret(std::string_view question) = 0;
  /// The same for what may be seen, such as yes or no. Fails with cli.no_terminal.
  virtual Result<std::string> ask(std::string_view question) = 0;
};

/// The standard streams of this process.
std::unique_ptr<Console> system_console();

}  // namespace waarmerk::cli
