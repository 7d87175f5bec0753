#include "ui/kit/text_limit.h"

#include "core/text/truncate.h"

#include <QLineEdit>

#include <algorithm>

namespace rawi {

TextLimit::TextLimit(QLineEdit *edit, int most) : QValidator(edit), m_edit(edit), m_most(most), m_before(edit->text()) {}

void TextLimit::set(QLineEdit *edit, int most)
{
    edit->setValidator(new TextLimit(edit, most));
}

QValidator::State TextLimit::validate(QString &input, int &position) const
{
    if (input.size() <= m_most) {
        m_before = input;
        return Acceptable;
    }
    // The edit undoes what is refused here, keeping its history; changing `input` instead would clear that.
    const qsizetype end = std::clamp<qsizetype>(position, 0, input.size());
    const qsizetype after = input.size() - end;
    if (m_before.size() >= after && m_before.endsWith(QStringView(input).sliced(end))) {
        const qsizetype most = std::min(end, m_before.size() - after);
        const qsizetype from = std::mismatch(input.cbegin(), input.cbegin() + most, m_before.cbegin()).first - input.cbegin();
        insertWhatFits(from, m_before.size() - after - from, input.sliced(from, end - from));
    }
    return Invalid;
}

void TextLimit::insertWhatFits(qsizetype from, qsizetype removed, const QString &text) const
{
    const QString fitting = truncated(text, m_most - (m_before.size() - removed));
    if (fitting.isEmpty()) {
        return;
    }
    const auto put = [edit = m_edit, before = m_before, from, removed, fitting] {
        if (edit->text() == before) { // else somebody typed on
            edit->setSelection(int(from), int(removed));
            edit->insert(fitting);
        }
    };
    QMetaObject::invokeMethod(m_edit, put, Qt::QueuedConnection);
}

} // namespace rawi
