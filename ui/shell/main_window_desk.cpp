// What the window does with the desk: files, accounts, language, theme, its own state.
#include "ui/shell/main_window.h"

#include "core/base/log.h"
#include "core/text/direction.h"
#include "ui/kit/icons.h"
#include "ui/kit/language.h"
#include "ui/kit/notice_bar.h"
#include "ui/kit/refresh_soon.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/poster/poster_dialog.h"
#include "ui/media/poster/poster_presenter.h"
#include "ui/media/subtitles/subtitle_editor_view.h"
#include "ui/shell/log_view.h"
#include "ui/shell/sign_in_dialog.h"
#include "ui/shell/top_bar.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>

namespace rawi {

namespace {

constexpr int kPosterSide = 1280; // core/engine/thumbs.h

QString stateKey()
{
    return u"window_state"_s;
}

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray fromBase64(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1());
}

} // namespace

void MainWindow::bindDesk()
{
    bindIntake();
    bindAfterEncodes();
    bindPoster();
    connect(&m_desk.sync(), &SyncEngine::statusChanged, this, &MainWindow::refreshStatus);
    auto *soon = new RefreshSoon(this, [this] { refreshStatus(); });
    connect(&m_desk.replica(), &Replica::outboxChanged, soon, &RefreshSoon::ask);
    connect(&m_desk.replica(), &Replica::rowsChanged, soon, &RefreshSoon::ask);
}

// A file that was given to this window is shown as it comes; of many the window tells when all have come. What comes by
// itself (out of a watch folder, a cut) must not take the editor away from what is being written.
void MainWindow::bindIntake()
{
    connect(&m_desk.intake(), &MediaIntake::added, this, [this](const QString &path, const QUuid &content) {
        if (m_added.remove(path)) {
            showItem(content);
        }
        if (!m_desk.batch().isBusy()) {
            m_notices->tell(Tone::Ok, tr("%1 is in the library").arg(isolate(QFileInfo(path).fileName())));
        }
    });
    connect(&m_desk.intake(), &MediaIntake::failed, this, [this](const QString &path, const Error &error) {
        m_added.remove(path);
        if (!m_desk.batch().isBusy()) {
            m_notices->tellError(error);
        }
    });
    connect(&m_desk.batch(), &BatchAddJob::ended, this, [this](int added, int refused) {
        const QString good = tr("%n files are in the library.", nullptr, added);
        if (added == 0 && refused == 0) {
            m_notices->tell(Tone::Warn, tr("There was no file to add: the folders are empty."));
        } else if (refused == 0) {
            m_notices->tell(Tone::Ok, good);
        } else {
            const QList<std::pair<QString, Error>> &bad = m_desk.batch().refused();
            m_notices->tell(Tone::Danger, tr("%n files were refused. %1 %2", "files refused, the first cause, files taken", refused)
                                              .arg(errorText(bad.isEmpty() ? Error{} : bad.first().second), good));
        }
    });
}

void MainWindow::bindAfterEncodes()
{
    AfterEncodesJob &after = m_desk.afterEncodes();
    connect(&after, &AfterEncodesJob::coming, this, [this](AfterEncodes what, int seconds) {
        const QString words = what == AfterEncodes::Quit ? tr("The encodes have ended. Rawi quits in %n s.", nullptr, seconds)
                                                         : tr("The encodes have ended. The computer goes to sleep in %n s.", nullptr, seconds);
        m_notices->tell(Tone::Warn, words, tr("Call it off"), [this] { m_desk.afterEncodes().callOff(); });
    });
    connect(&after, &AfterEncodesJob::quitWanted, this, &QWidget::close);
    connect(&after, &AfterEncodesJob::failed, this, [this](const Error &why) { m_notices->tellError(why); });
}

void MainWindow::refreshStatus()
{
    const SyncStatus status = m_desk.sync().status();
    m_topBar->bell().setCount(m_desk.replica().attentionCount());
    const bool joined = !m_desk.sync().serverUrl().isEmpty();
    m_actions->signOut->setVisible(joined && status.state != SyncState::SignInNeeded);
    if (status.error.code == ErrorCode::MassDeleteGuard && status.state != SyncState::Online) {
        if (!m_massDeleteAsked) {
            m_massDeleteAsked = true;
            m_notices->tellError(status.error, tr("Let it go on"), [this] { m_desk.sync().allowMassDelete(); });
        }
    } else {
        m_massDeleteAsked = false;
    }
}

void MainWindow::addFiles(const QStringList &paths)
{
    if (!paths.isEmpty()) {
        m_notices->tell(Tone::Info, tr("Looking at %n files…", nullptr, static_cast<int>(paths.size())));
        if (paths.size() == 1 && QFileInfo(paths.first()).isFile()) {
            m_added.insert(QFileInfo(paths.first()).absoluteFilePath());
            m_desk.intake().add(paths);
        } else {
            m_desk.batch().add(paths, {});
        }
    }
}

void MainWindow::tellRefused(int count, int of, const Error &first)
{
    if (of == 1) {
        m_notices->tellError(first);
    } else {
        m_notices->tell(Tone::Danger,
                        tr("%n items of %1 were refused. %2", nullptr, count).arg(countText(of), errorText(first)));
    }
}

void MainWindow::importFiles()
{
    auto *dialog = new QFileDialog(this, tr("Import"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Media (%1)")
                                .arg(u"*.mp4 *.mov *.mkv *.avi *.webm *.mxf *.mpg *.ts *.m4v "
                                     "*.mp3 *.wav *.flac *.m4a *.ogg *.opus *.jpg *.png"_s),
                            tr("All files (%1)").arg(u"*"_s)});
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::addFiles);
    dialog->open();
}

SubtitleEditorView *MainWindow::openSubtitles()
{
    const Id<MediaAsset> asset = m_preview->asset();
    if (asset.isNull()) {
        m_notices->tell(Tone::Info, tr("Choose an item that has a media file first."));
        return nullptr;
    }
    SubtitleEditorView *editor = nullptr;
    const QList<SubtitleEditorView *> open = findChildren<SubtitleEditorView *>();
    for (SubtitleEditorView *one : open) {
        editor = one->presenter().asset() == asset && one->isVisible() ? one : editor;
    }
    if (editor == nullptr) {
        editor = new SubtitleEditorView(m_desk, this);
        editor->setAttribute(Qt::WA_DeleteOnClose);
        editor->setAsset(asset);
    }
    editor->show();
    editor->raise();
    editor->activateWindow();
    return editor;
}

void MainWindow::editSubtitles()
{
    if (SubtitleEditorView *editor = openSubtitles()) {
        editor->showPart(SubtitleEditorView::Part::Lines);
    }
}

void MainWindow::editChapters()
{
    if (SubtitleEditorView *editor = openSubtitles()) {
        editor->showPart(SubtitleEditorView::Part::Chapters);
    }
}

void MainWindow::bindPoster()
{
    m_poster = new PosterPresenter(m_desk, m_undo, this);
    connect(m_poster, &PosterPresenter::failed, this, [this](const Error &error) { m_notices->tellError(error); });
    connect(m_poster, &PosterPresenter::chosen, this, [this] {
        m_undoGroup.setActiveStack(&m_undo); // what is undone next is what was done last
        m_notices->tell(Tone::Ok, tr("The film has another poster."), tr("Undo"), [this] { m_undo.undo(); });
    });
}

std::optional<MediaAsset> MainWindow::shownFilm()
{
    const auto asset = m_desk.replica().find(m_preview->asset());
    if (!asset.ok() || !*asset || !(*asset)->contentType.startsWith("video/"_L1)) {
        m_notices->tell(Tone::Info, tr("Choose an item that has a film first."));
        return {};
    }
    return **asset;
}

void MainWindow::choosePoster()
{
    if (const auto film = shownFilm()) {
        auto *dialog = new PosterDialog(*m_poster, *film, {m_preview->shownFrame(kPosterSide), m_preview->shownMs()}, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }
}

void MainWindow::usePosterHere()
{
    const auto film = shownFilm();
    const QImage shown = film ? m_preview->shownFrame(kPosterSide) : QImage();
    if (!film) {
        return;
    }
    if (shown.isNull()) {
        m_notices->tell(Tone::Info, tr("Play the film, or drag its bar, to the frame first."));
    } else {
        m_poster->choose(film->id, m_preview->shownMs(), shown);
    }
}

void MainWindow::signIn()
{
    auto *dialog = new SignInDialog(m_desk, SignInDialog::Occasion::Join, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::offerFirstRun()
{
    const QString key = u"first_run_answered"_s;
    if (!m_desk.replica().setting(key).isEmpty() || !m_desk.sync().serverUrl().isEmpty()) {
        return;
    }
    auto *dialog = new SignInDialog(m_desk, SignInDialog::Occasion::FirstRun, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, key] {
        if (const auto kept = m_desk.replica().setSetting(key, u"yes"_s); !kept) {
            m_notices->tellError(kept.error());
        }
    });
    dialog->open();
}

void MainWindow::setTheme(ThemeMode mode)
{
    applyTheme(*qApp, mode);
    const bool dark = mode == ThemeMode::Dark;
    m_actions->theme->setIcon(icon(dark ? Icon::Sun : Icon::Moon));
    const auto kept = m_desk.replica().setSetting(u"theme"_s, dark ? u"dark"_s : u"light"_s);
    if (!kept) {
        m_notices->tellError(kept.error());
    }
}

void MainWindow::switchLanguage()
{
    const Language wanted = m_actions->arabic->isChecked() ? Language::Arabic : Language::English;
    const DigitShape digits = m_actions->latinDigits->isChecked() ? DigitShape::Latin : DigitShape::ArabicIndic;
    m_language.setLanguage(wanted, digits);
    for (const auto &[key, value] :
         {std::pair{u"language"_s, LanguageSwitch::code(wanted)},
          std::pair{u"digits"_s, digits == DigitShape::Latin ? u"latin"_s : u"arabic"_s}}) {
        if (const auto kept = m_desk.replica().setSetting(key, value); !kept) {
            m_notices->tellError(kept.error());
        }
    }
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Rawi"));
    setLocale(QLocale());
    m_actions->retranslate();
    m_actions->arabic->setChecked(m_language.language() == Language::Arabic);
    m_actions->english->setChecked(m_language.language() == Language::English);
    m_actions->latinDigits->setChecked(m_language.digits() == DigitShape::Latin);
    m_actions->latinDigits->setEnabled(m_language.language() == Language::Arabic);
    m_topBar->retranslate();
    m_studioTitle->setText(tr("Encodes"));
    m_transfersTitle->setText(tr("Transfers"));
    m_panel->setTabText(0, tr("Encodes"));
    m_panel->setTabText(1, tr("Transfers"));
    m_panel->setTabText(2, tr("Log"));
    m_panel->setAccessibleName(tr("Lower panel"));
}

void MainWindow::restoreState()
{
    const QJsonObject state =
        QJsonDocument::fromJson(m_desk.replica().setting(stateKey()).toUtf8()).object();
    if (!state.isEmpty()) {
        restoreGeometry(fromBase64(state.value(u"geometry"_s)));
        m_columns->restoreState(fromBase64(state.value(u"columns"_s)));
        m_centre->restoreState(fromBase64(state.value(u"centre"_s)));
        m_actions->collections->setChecked(state.value(u"collections"_s).toBool(true));
        m_actions->inspector->setChecked(state.value(u"inspector"_s).toBool(true));
        m_actions->panel->setChecked(state.value(u"panel"_s).toBool(true));
    }
    showRoom(static_cast<Room>(std::clamp(state.value(u"room"_s).toInt(), 0, kRoomCount - 1)));
}

void MainWindow::saveState()
{
    const QJsonObject state{
        {u"geometry"_s, base64(saveGeometry())},
        {u"columns"_s, base64(m_columns->saveState())},
        {u"centre"_s, base64(m_centre->saveState())},
        {u"collections"_s, m_actions->collections->isChecked()},
        {u"inspector"_s, m_actions->inspector->isChecked()},
        {u"panel"_s, m_actions->panel->isChecked()},
        {u"room"_s, static_cast<int>(m_room)},
    };
    const QByteArray json = QJsonDocument(state).toJson(QJsonDocument::Compact);
    if (const auto kept = m_desk.replica().setSetting(stateKey(), QString::fromUtf8(json)); !kept) {
        qCWarning(lcDesk) << "window state not kept:" << kept.error().toString();
    }
}

} // namespace rawi
