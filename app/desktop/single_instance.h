#pragma once

#include <QLocalServer>
#include <QObject>

namespace rawi::app {

// One desk a profile: the first start listens on a local socket; a later one hands its files over and ends.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString &profile, QObject *parent = nullptr);

    // Whether another desk took the files (then this program should end).
    bool handOver(const QStringList &files) const;
    void listen();

Q_SIGNALS:
    void raised(const QStringList &files);

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace rawi::app
