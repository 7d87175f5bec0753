#include "sync-server/media/multipart_parser.h"
#include "tests/fuzz/fuzz_input.h"

#include <algorithm>
#include <optional>
#include <string>

using namespace rawi;
using namespace rawi::server;

namespace {

// Writes down what it is told, and that it is told in order.
class Told final : public FormSink {
public:
    Result<void> beginPart(const FormPart &part) override
    {
        FUZZ_EXPECT(!m_inPart && !part.name.isEmpty());
        FUZZ_EXPECT(!part.fileName.contains(u'/') && !part.fileName.contains(u'\\'));
        m_inPart = true;
        FUZZ_EXPECT(++m_parts <= MultipartParser::kMaxParts);
        text += part.name.toStdString() + '\1' + part.fileName.toStdString() + '\1' + part.contentType.toStdString() + '\2';
        return {};
    }
    Result<void> partData(const char *data, size_t size) override
    {
        FUZZ_EXPECT(m_inPart && size > 0);
        text.append(data, size);
        return {};
    }
    Result<void> endPart() override
    {
        FUZZ_EXPECT(m_inPart);
        m_inPart = false;
        text += '\3';
        return {};
    }
    std::string text;

private:
    bool m_inPart = false;
    int m_parts = 0;
};

// The form in pieces of this size, or nothing when it is none.
std::optional<std::string> parsed(const std::string &type, const std::string &body, size_t piece)
{
    Told told;
    Result<MultipartParser> parser = MultipartParser::make(type, told);
    if (!parser) {
        return {};
    }
    for (size_t at = 0; at < body.size(); at += piece) {
        if (!parser->feed(body.data() + at, std::min(piece, body.size() - at))) {
            return {};
        }
    }
    return parser->finish() ? std::optional(told.text) : std::nullopt;
}

} // namespace

// The first line is the Content-Type, the rest the form. How it arrives must not matter.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string input(reinterpret_cast<const char *>(data), size);
    const size_t line = std::min(input.find('\n'), input.size());
    const std::string type = input.substr(0, line);
    const std::string body = input.substr(std::min(line + 1, input.size()));
    const std::optional<std::string> whole = parsed(type, body, std::max<size_t>(1, body.size()));
    for (const size_t piece : {1, 2, 7, 64}) {
        FUZZ_EXPECT(parsed(type, body, piece) == whole);
    }
    return 0;
}
