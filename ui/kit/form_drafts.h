#pragma once

#include "core/base/clock.h"
#include "core/replica/draft_store.h"

namespace rawi {

// The texts of a form while they are typed: drafts of the record that it shows, or of none yet, in which case there is one
// form for it at a time. With every key, so that a kill takes none; the form that is opened again finds them. GUI thread.
class FormDrafts {
public:
    // `record` null: of a new one of this type.
    FormDrafts(DraftStore &drafts, const Clock &clock, QString type, const QUuid &record);

    // Of an earlier form; it is being typed again from now on.
    std::optional<QString> takeUp(const QString &field);
    void keep(const QString &field, const QString &base, const QString &text); // one that is the base is none
    bool isEmpty() const;
    void forget(); // it is saved, or given up

private:
    DraftStore *m_drafts;
    const Clock *m_clock;
    QString m_type;
    QUuid m_record;
};

} // namespace rawi
