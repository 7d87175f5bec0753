#include "ui/sync/attention_view.h"

#include "core/desk/media/upload_names.h"
#include "core/people/person.h"
#include "core/replica/kept_commands.h"
#include "core/text/direction.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/follow_language.h"
#include "ui/kit/notice_bar.h"
#include "ui/sync/attention_delegate.h"
#include "ui/sync/conflict_view.h"
#include "ui/sync/matter_view.h"
#include "ui/sync/refused_view.h"
#include "ui/text/error_text.h"
#include "ui/text/known_files_text.h"

#include <QClipboard>
#include <QEvent>
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

namespace {

const QString kSettledText = u"settled_text"_s;

} // namespace

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
    m_pages->addWidget(m_conflict);
    buildMatters();
    connect(m_refused, &RefusedView::retryAsked, this, &AttentionView::retryCurrent);
    connect(m_refused, &RefusedView::showAsked, this, [this] { Q_EMIT itemAsked(m_refused->drafts().first().record); });
    connect(m_refused, &RefusedView::discardAsked, this, &AttentionView::discardCurrent);
    connect(m_refused, &RefusedView::copyAsked, this, &AttentionView::copyCurrent);
    connect(m_refused, &RefusedView::exportAsked, this, &AttentionView::exportCurrent);
    connect(m_conflict, &ConflictView::settleAsked, this, &AttentionView::settleCurrent);
    connect(m_conflict, &ConflictView::typed, this, &AttentionView::keepTypedSettlement);
}

MatterView *AttentionView::addMatter()
{
    auto *matter = new MatterView(this);
    m_pages->addWidget(matter);
    return matter;
}

void AttentionView::buildMatters()
{
    const auto showItem = [] { return tr("Show the item"); };
    m_request = addMatter();
    m_request->addAct([] { return tr("Upload it now"); }, [this] { uploadRequested(); });
    m_request->addAct(showItem, [this] {
        if (const auto request = m_model.requestAt(m_list->currentIndex().row())) {
            Q_EMIT itemAsked(m_model.itemOf(*request));
        }
    });
    m_request->addAct([] { return tr("Do not upload it"); }, [this] { closeRequest(); });
    m_upload = addMatter();
    m_upload->addAct([] { return tr("Try again"); }, [this] { retryUploadOf(m_list->currentIndex().row()); });
    m_showUpload = m_upload->addAct(showItem, [this] {
        if (const auto upload = m_model.uploadAt(m_list->currentIndex().row())) {
            Q_EMIT itemAsked(uploadNames(m_desk.replica(), *upload).item);
        }
    });
    m_upload->addAct([] { return tr("Do not send it…"); }, [this] { forgetUpload(); });
    m_known = addMatter();
    m_openKnown = m_known->addAct(openKnownText, [this] {
        const QList<WatchedFile> files = m_model.knownAt(m_list->currentIndex().row());
        if (files.size() == 1) {
            Q_EMIT itemAsked(fileInLibrary(files.first().path, files.first().error).item);
        }
    });
    m_known->addAct(addKnownText, [this] { m_desk.watchFolders().takeAsked(m_model.knownAt(m_list->currentIndex().row())); });
    m_known->addAct(leaveKnownText, [this] { m_desk.watchFolders().leaveAsked(m_model.knownAt(m_list->currentIndex().row())); });
}

void AttentionView::showKnown()
{
    QList<FileInLibrary> files;
    const QList<WatchedFile> known = m_model.knownAt(m_list->currentIndex().row());
    for (const WatchedFile &file : known) {
        files.append(fileInLibrary(file.path, file.error));
    }
    m_openKnown->setVisible(files.size() == 1);
    m_known->setTexts(m_list->currentIndex().data().toString(), m_list->currentIndex().data(AttentionModel::SubtitleRole).toString(),
                      knownFilesNames(files));
    m_pages->setCurrentWidget(m_known);
}

void AttentionView::retranslate()
{
    m_title->setText(tr("Needs attention"));
    m_list->setAccessibleName(m_title->text());
    m_empty->setTexts(tr("Nothing needs your attention"),
                      tr("Changes that the server refuses, edits that could not be merged, files that others ask you for, files that did "
                         "not go up, texts that could not be saved, files in watch folders that the library has already, and what you "
                         "had typed where you may no longer look, wait here."));
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
        const auto begun = m_desk.drafts().find(conflict->id.uuid(), kSettledText);
        m_conflict->setConflict(shown, m_model.recordTitle(conflict->recordType, conflict->recordId), name,
                                begun ? std::optional(begun->text) : std::nullopt);
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
        m_showUpload->setVisible(!uploadNames(m_desk.replica(), *upload).item.isNull());
        m_upload->setTexts(m_list->currentIndex().data().toString(), errorText(upload->error));
        m_pages->setCurrentWidget(m_upload);
    } else if (!m_model.knownAt(row).isEmpty()) {
        showKnown();
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
    const RecordInfo *type = m_desk.rules().type(drafts.first().type);
    const auto row = savable ? m_desk.replica().row(*type, drafts.first().record) : Result<std::optional<QJsonObject>>(std::nullopt);
    return row.ok() && *row ? m_desk.rules().typeRules(drafts.first().type).update : QString(); // else of a record that was never made
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
    if (const auto change = m_model.refusedAt(m_list->currentIndex().row())) {
        told(retryChange(m_desk, *change));
    }
}

void AttentionView::retryUploadOf(int row)
{
    if (const auto upload = m_model.uploadAt(row)) {
        told(retryUpload(m_desk, upload->id));
        m_model.reload();
    }
}

void AttentionView::forgetUpload()
{
    const auto upload = m_model.uploadAt(m_list->currentIndex().row());
    if (!upload) {
        return;
    }
    auto *question = new QMessageBox(this);
    question->setIcon(QMessageBox::Warning);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *forget = question->addButton(QString(), QMessageBox::DestructiveRole);
    auto *keep = question->addButton(QString(), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    followLanguage(*question, [question, forget, keep, file = uploadNames(m_desk.replica(), *upload).file] {
        question->setWindowTitle(tr("Do not send the file?"));
        question->setText(tr("%1 stays on this desk and does not go to the server. You can upload it from its item later.").arg(isolate(file)));
        forget->setText(tr("Do not send it"));
        keep->setText(tr("Keep it in the list"));
    });
    connect(forget, &QAbstractButton::clicked, this, [this, id = upload->id] {
        told(cancelUpload(m_desk, id));
        m_model.reload();
    });
    question->open();
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
    if (const auto change = drafts.isEmpty() ? m_model.changeOf(m_refused->entry().command.n) : std::nullopt) {
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
    auto *dialog = new FileDialog(tr("Export what you had typed"), QFileDialog::AnyFile, this);
    dialog->saveAs({{tr("Text"), u"txt"_s}, {u"JSON"_s, u"json"_s}}, tr("What I had typed"));
    dialog->remember(m_desk.replica(), FileDialog::Purpose::Texts);
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

// The text to settle with is kept as any that is typed, until the conflict is settled.
void AttentionView::keepTypedSettlement(const QString &text)
{
    const auto conflict = m_model.conflictAt(m_list->currentIndex().row());
    if (!conflict) {
        return;
    }
    if (text == conflict->theirsText) {
        m_desk.drafts().remove(conflict->id.uuid(), kSettledText);
        return;
    }
    Draft draft;
    draft.type = recordInfo<Conflict>().name;
    draft.record = conflict->id.uuid();
    draft.field = kSettledText;
    draft.base = conflict->theirsText;
    draft.text = text;
    draft.typedMs = m_desk.clock().nowMs();
    m_desk.drafts().put(draft);
}

void AttentionView::settleCurrent(const QString &text)
{
    const auto conflict = m_model.conflictAt(m_list->currentIndex().row());
    if (!conflict) {
        return;
    }
    const auto done =
        m_desk.execute(u"conflict.settle"_s, {{u"id"_s, conflict->id.text()}, {u"text"_s, text}}, {{u"text"_s, m_conflict->seenText()}});
    if (done.ok()) {
        m_desk.drafts().remove(conflict->id.uuid(), kSettledText);
    }
    told(done.ok() ? Result<void>() : Result<void>(done.error()));
}

} // namespace rawi
