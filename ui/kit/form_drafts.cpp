#include "ui/kit/form_drafts.h"

namespace rawi {

namespace {

// Under which a new record of the type has its drafts while it has no id of its own.
QUuid newRecordOf(const QString &type)
{
    static const QUuid kSpace(u"7b0c6a52-3f0e-5d83-9d5b-6e6577736572"_s);
    return QUuid::createUuidV5(kSpace, type);
}

} // namespace

FormDrafts::FormDrafts(DraftStore &drafts, const Clock &clock, QString type, const QUuid &record)
    : m_drafts(&drafts), m_clock(&clock), m_type(std::move(type)), m_record(record.isNull() ? newRecordOf(m_type) : record)
{
}

std::optional<QString> FormDrafts::takeUp(const QString &field)
{
    auto kept = m_drafts->find(m_record, field);
    if (!kept) {
        return {};
    }
    if (kept->left) {
        kept->left = false;
        kept->reason = {};
        m_drafts->put(*kept);
    }
    return kept->text;
}

void FormDrafts::keep(const QString &field, const QString &base, const QString &text)
{
    if (text == base) {
        m_drafts->remove(m_record, field);
        return;
    }
    Draft draft;
    draft.type = m_type;
    draft.record = m_record;
    draft.field = field;
    draft.base = base;
    draft.text = text;
    draft.typedMs = m_clock->nowMs();
    m_drafts->put(draft);
}

bool FormDrafts::isEmpty() const
{
    return m_drafts->of(m_record).isEmpty();
}

void FormDrafts::forget()
{
    const QList<Draft> all = m_drafts->of(m_record);
    for (const Draft &draft : all) {
        m_drafts->remove(draft.record, draft.field);
    }
}

} // namespace rawi
