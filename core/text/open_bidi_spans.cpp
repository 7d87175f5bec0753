#include "core/text/open_bidi_spans.h"

#include "core/text/direction.h"

#include <algorithm>

namespace rawi {

namespace {

constexpr char16_t kClosesIsolate = 0x2069;
constexpr char16_t kClosesEmbedding = 0x202C;

bool isOfClassB(QChar one)
{
    return QChar::direction(one.unicode()) == QChar::DirB;
}

} // namespace

void OpenBidiSpans::pass(QStringView piece)
{
    for (const QChar one : piece) {
        if (isOfClassB(one)) {
            m_closers.clear(); // each ends with its paragraph
        } else if (opensBidiSpan(one)) {
            m_closers += QChar(one.unicode() >= 0x2066 ? kClosesIsolate : kClosesEmbedding);
        } else if (one == QChar(kClosesEmbedding)) {
            closeEmbedding();
        } else if (one == QChar(kClosesIsolate)) {
            closeIsolate();
        }
    }
}

QString OpenBidiSpans::closers() const
{
    QString text = m_closers;
    std::reverse(text.begin(), text.end());
    return text;
}

void OpenBidiSpans::closeEmbedding()
{
    if (m_closers.endsWith(QChar(kClosesEmbedding))) {
        m_closers.chop(1);
    }
}

// With it end the embeddings that were opened inside.
void OpenBidiSpans::closeIsolate()
{
    const qsizetype opened = m_closers.lastIndexOf(QChar(kClosesIsolate));
    if (opened >= 0) {
        m_closers.truncate(opened);
    }
}

bool endsParagraph(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isOfClassB);
}

} // namespace rawi
