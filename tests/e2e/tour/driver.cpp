#include "tests/e2e/tour/driver.h"

#include "core/base/literals.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMimeData>
#include <QPixmap>
#include <QTest>
#include <QTextStream>
#include <QUrl>

namespace rawi::tour {

void Driver::require(bool holds, const QString &what)
{
    if (holds) {
        return;
    }
    QTextStream(stderr) << "tour: missing: " << what << Qt::endl;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible()) {
            picture(window, u"failed"_s);
        }
    }
    std::_Exit(1);
}

void Driver::until(const QString &what, int ms, const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        require(timer.elapsed() < ms, u"%1 within %2 ms"_s.arg(what).arg(ms));
        QTest::qWait(10);
    }
}

void Driver::pause(int ms)
{
    QTest::qWait(ms);
}

void Driver::press(QWidget *root, const QString &text)
{
    QAbstractButton *found = nullptr;
    until(u"an enabled button %1"_s.arg(text), 15'000, [&] {
        const QList<QAbstractButton *> buttons = root->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->isVisible() && button->isEnabled() && button->text().remove(QLatin1Char('&')) == text) {
                found = button;
            }
        }
        return found != nullptr;
    });
    QTest::mouseClick(found, Qt::LeftButton);
}

void Driver::type(QWidget *into, const QString &text)
{
    into->setFocus();
    for (const QChar character : text) { // QTest::keyClicks aborts on Arabic (shared/design/ui.md)
        QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QKeyEvent release(QEvent::KeyRelease, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QApplication::sendEvent(into, &press);
        QApplication::sendEvent(into, &release);
    }
}

void Driver::drop(QWidget *onto, const QStringList &files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &file : files) {
        urls.append(QUrl::fromLocalFile(file));
    }
    data.setUrls(urls);
    const QPoint middle = onto->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &enter);
    require(enter.isAccepted(), u"the library takes dropped files"_s);
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(onto, &dropped);
}

void Driver::picture(QWidget *window, const QString &name)
{
    const QString path = u"%1/%2-%3.png"_s.arg(m_pictures).arg(++m_number, 2, 10, QLatin1Char('0')).arg(name);
    window->grab().save(path);
    QTextStream(stdout) << path << Qt::endl;
}

void Driver::pictureOfNewWindow(const QString &name, const std::function<void()> &open, int settleMs)
{
    const auto visible = [] {
        QWidgetList shown = QApplication::topLevelWidgets();
        shown.removeIf([](const QWidget *one) { return !one->isVisible(); });
        return shown;
    };
    const QWidgetList before = visible();
    open();
    QWidget *opened = nullptr;
    until(name, 10'000, [&] {
        const QWidgetList now = visible();
        for (QWidget *one : now) {
            opened = before.contains(one) ? opened : one;
        }
        return opened != nullptr;
    });
    pause(settleMs);
    picture(opened, name);
    opened->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace rawi::tour
