#include "ui/sync/attention_view.h"

#include "core/people/person.h"
#include "core/replica/kept_commands.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/notice_bar.h"
#include "ui/sync/attention_delegate.h"
#include "ui/sync/conflict_view.h"
#include "ui/sync/refused_view.h"
#include "ui/sync/request_view.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace rawi {

AttentionView::AttentionView(Desk &desk, QWidget *parent) : QWidget(parent), m_desk(desk), m_model(desk)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    m_title = new QLabel(this);
    m_title->setProperty("role", u"h1"_s);
    column->addWidget(m_title);
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    column->addWidget(split, 1);
    buildList();
    buildPages();
    split->addWidget(m_list);
    split->addWidget(m_pages);
    split->setStretchFactor(1, 1);
    split->setSizes({320, 720});
    m_notices = new NoticeBar(this);
    column->addWidget(m_notices);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AttentionView::showCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &AttentionView::restoreSelection);
    connect(&m_model, &AttentionModel::readFailed, this, [this](const Error &error) { told(error); });
    retranslate();
    restoreSelection();
}

void AttentionView::buildList()
{
    m_list = new QListView(this);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new AttentionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMinimumWidth(240);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void AttentionView::buildPages()
{
    m_pages = new QStackedWidget(this);
    m_empty = new EmptyState(Icon::CheckCircle, this);
    m_refused = new RefusedView(this);
    m_conflict = new ConflictView(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_refused);
    m_request = new RequestView(this);
    m_pages->addWidget(m_conflict);
    m_pages->addWidget(m_request);
    connect(m_request, &RequestView::uploadAsked, this, &AttentionView::uploadRequested);
    connect(m_request, &RequestView::closeAsked, this, &AttentionView::closeRequest);
    connect(m_request, &RequestView::showAsked, this, [this] {
        if (const auto request = m_model.requestAt(m_list->currentIndex().row())) {
            Q_EMIT itemAsked(m_model.itemOf(*request));
        }
    });
    connect(m_refused, &RefusedView::retryAsked, this, &AttentionView::retryCurrent);
    connect(m_refused, &RefusedView::showAsked, this, [this] { Q_EMIT itemAsked(m_refused->drafts().first().record); });
    connect(m_refused, &RefusedView::discardAsked, this, &AttentionView::discardCurrent);
    connect(m_refused, &RefusedView::copyAsked, this, &AttentionView::copyCurrent);
    connect(m_refused, &RefusedView::exportAsked, this, &AttentionView::exportCurrent);
    connect(m_conflict, &ConflictView::settleAsked, this, &AttentionView::settleCurrent);
}

void AttentionView::retranslate()
{
    m_title->setText(tr("Needs attention"));
    m_list->setAccessibleName(m_title->text());
    m_empty->setTexts(tr("Nothing needs your attention"),
                      tr("Changes that the server refuses, edits that could not be merged, files that others ask you for, files that did "
                         "not go up, texts that could not be saved, and what you had typed where you may no longer look, wait here."));
    m_model.retranslate();
    showCurrent();
}

void AttentionView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void AttentionView::select(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
}

void AttentionView::restoreSelection()
{
    int row = m_model.rowOf(m_currentKey);
    if (row < 0 && m_model.rowCount() > 0) {
        row = 0;
    }
    m_list->setVisible(m_model.rowCount() > 0);
    select(row);
    showCurrent();
}

void AttentionView::showCurrent()
{
    const int row = m_list->currentIndex().row();
    m_currentKey = m_list->currentIndex().data(AttentionModel::KeyRole).toString();
    if (const auto conflict = m_model.conflictAt(row)) {
        QString name;
        if (const auto person = m_desk.replica().find(conflict->madeBy); person.ok() && *person) {
            const bool arabic = QLocale().textDirection() == Qt::RightToLeft;
            name = arabic || (*person)->nameEn.isEmpty() ? (*person)->nameAr : (*person)->nameEn;
        }
        Conflict shown = *conflict;
        shown.theirsText = m_model.currentText(*conflict);
        m_conflict->setConflict(shown, m_model.recordTitle(conflict->recordType, conflict->recordId), name);
        m_pages->setCurrentWidget(m_conflict);
    } else if (m_model.requestAt(row)) {
        m_request->setTexts(m_list->currentIndex().data().toString(),
                            m_list->currentIndex().data(AttentionModel::SubtitleRole).toString());
        m_pages->setCurrentWidget(m_request);
    } else if (const QList<Draft> drafts = m_model.draftsAt(row); !drafts.isEmpty()) {
        m_refused->setDrafts(drafts, savingCommand(drafts), m_list->currentIndex().data().toString());
        m_pages->setCurrentWidget(m_refused);
    } else if (const auto change = m_model.refusedAt(row)) {
        m_refused->setEntry(change->told, m_list->currentIndex().data().toString());
        m_pages->setCurrentWidget(m_refused);
    } else if (const auto upload = m_model.uploadAt(row)) {
        OutboxEntry file;
        file.command.id = upload->id;
        file.command.name = u"media.add_variant"_s;
        file.command.args.insert(u"original_filename"_s, QFileInfo(upload->path).fileName());
        file.reason = upload->error;
        m_refused->setEntry(file, m_list->currentIndex().data().toString());
        m_pages->setCurrentWidget(m_refused);
    } else {
        m_pages->setCurrentWidget(m_empty);
    }
}

void AttentionView::uploadRequested()
{
    if (const auto request = m_model.requestAt(m_list->currentIndex().row())) {
        told(m_desk.uploadAsset(request->assetId, true, UploadCause::Asked));
    }
}

void AttentionView::closeRequest()
{
    if (const auto request = m_model.requestAt(m_list->currentIndex().row())) {
        const auto done = m_desk.execute(u"media.close_request"_s, {{u"id"_s, request->id.text()}});
        told(done.ok() ? Result<void>() : Result<void>(done.error()));
    }
}

void AttentionView::told(const Result<void> &result)
{
    if (!result.ok()) {
        m_notices->tellError(result.error());
    }
}

// What puts these texts into the record's fields; empty when none of them is a field's text, as half a tag.
QString AttentionView::savingCommand(const QList<Draft> &drafts) const
{
    const bool savable = std::any_of(drafts.cbegin(), drafts.cend(), [this](const Draft &one) {
        const RecordInfo *type = m_desk.rules().type(one.type);
        const FieldInfo *field = type ? type->field(one.field) : nullptr;
        return field && field->kind == FieldKind::Text && field->merge != MergePolicy::Fixed;
    });
    return savable ? m_desk.rules().typeRules(drafts.first().type).update : QString();
}

// Field by field: one that is refused does not keep the others out.
void AttentionView::saveDrafts()
{
    const OutboxEntry entry = m_refused->entry();
    const QList<Draft> drafts = m_refused->drafts();
    Result<void> first;
    for (Draft draft : drafts) {
        if (savingCommand({draft}).isEmpty()) {
            continue; // only its item knows what to do with it
        }
        const auto done = m_desk.execute(entry.command.name, {{u"id"_s, uuidText(draft.record)}, {draft.field, draft.text}},
                                         {{draft.field, draft.base}});
        if (done.ok()) {
            m_desk.drafts().remove(draft.record, draft.field);
        } else {
            draft.reason = done.error();
            m_desk.drafts().put(draft);
            first = first.ok() ? done.error() : first;
        }
    }
    told(first);
}

void AttentionView::retryCurrent()
{
    if (!m_model.draftsAt(m_list->currentIndex().row()).isEmpty()) {
        saveDrafts();
        return;
    }
    if (const auto upload = m_model.uploadAt(m_list->currentIndex().row())) {
        told(retryUpload(m_desk, upload->id));
        m_model.reload();
    } else if (const auto change = m_model.refusedAt(m_list->currentIndex().row())) {
        told(retryChange(m_desk, *change));
    }
}

void AttentionView::discardCurrent()
{
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Warning);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *discard = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *keep = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    followLanguage(*question, [question, discard, keep] {
        question->setWindowTitle(tr("Discard the change?"));
        question->setText(tr("The change is removed from this desk and can not be brought back."));
        discard->setText(tr("Discard"));
        keep->setText(tr("Keep"));
    });
    connect(discard, &QAbstractButton::clicked, this, &AttentionView::discard);
    question->open();
}

// What is shown, whatever came into the list since the question.
void AttentionView::discard()
{
    const QList<Draft> drafts = m_refused->drafts();
    const QUuid id = m_refused->entry().command.id;
    if (const auto upload = m_desk.uploads().find(id); upload.ok() && *upload) {
        told(cancelUpload(m_desk, id));
        m_model.reload();
    } else if (const auto change = drafts.isEmpty() ? m_model.changeOf(m_refused->entry().command.n) : std::nullopt) {
        told(discardChange(m_desk, *change));
    }
    for (const Draft &draft : drafts) {
        m_desk.drafts().remove(draft.record, draft.field);
    }
}

void AttentionView::copyCurrent()
{
    QGuiApplication::clipboard()->setText(m_refused->asText());
}

// As a text to read, or as JSON with the fields' own names, by the ending of the file's name.
void AttentionView::exportCurrent()
{
    auto *dialog = new QFileDialog(this, tr("Export what you had typed"), {},
                                   tr("Text (*.txt);;JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains("json"_L1) ? u"json"_s : u"txt"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, entry = m_refused->entry(),
                                                       text = m_refused->asText()](const QString &path) {
        const bool json = path.endsWith(".json"_L1, Qt::CaseInsensitive);
        const QByteArray bytes = json ? writeKeptFile({entry}) : text.toUtf8() + '\n';
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
            told(Error{ErrorCode::IoError, path, file.errorString()});
        }
    });
    dialog->open();
}

void AttentionView::settleCurrent(const QString &text)
{
    const auto conflict = m_model.conflictAt(m_list->currentIndex().row());
    if (!conflict) {
        return;
    }
    const auto done =
        m_desk.execute(u"conflict.settle"_s, {{u"id"_s, conflict->id.text()}, {u"text"_s, text}}, {{u"text"_s, m_conflict->seenText()}});
    told(done.ok() ? Result<void>() : Result<void>(done.error()));
}

} // namespace rawi
