package smilet.device.home;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import smilet.shared.error.OneLine;

/** Says in plain words why there is no connection to the broker. */
final class ConnectionFault {
  private static final int MOST_CHARACTERS = 200;

  private ConnectionFault() {}

  /** The reason of a failure, which is the library's own or the cause of one. */
  static String words(Throwable failure, BrokerAddress broker) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String words =
          cause instanceof MqttException answer
              ? ofAnswer(answer.getReasonCode())
              : ofNetwork(cause, broker);
      if (words != null) {
        return words;
      }
    }
    String text = OneLine.of(String.valueOf(failure.getMessage()));
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }

  /** What the broker said, or that it said nothing; null if the cause says more. */
  private static String ofAnswer(int reason) {
    return switch (reason) {
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1";
      case MqttException.REASON_CODE_INVALID_CLIENT_ID -> "it refuses the device's id";
      case MqttException.REASON_CODE_BROKER_UNAVAILABLE -> "it says that it is not available";
      case MqttException.REASON_CODE_FAILED_AUTHENTICATION,
          MqttException.REASON_CODE_NOT_AUTHORIZED ->
          "it refuses the user or the password";
      case MqttException.REASON_CODE_CLIENT_TIMEOUT, MqttException.REASON_CODE_WRITE_TIMEOUT ->
          "no answer";
      case MqttException.REASON_CODE_SUBSCRIBE_FAILED -> "it refuses a subscription";
      case MqttException.REASON_CODE_CLIENT_NOT_CONNECTED,
          MqttException.REASON_CODE_CLIENT_DISCONNECTING ->
          "it has closed the connection";
      case MqttException.REASON_CODE_INVALID_MESSAGE -> "what it says is not MQTT";
      default -> null;
    };
  }

  private static String ofNetwork(Throwable cause, BrokerAddress broker) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause) {
      case UnknownHostException _ -> "there is no host " + broker.host();
      case SocketTimeoutException _ -> "no answer";
      case NoRouteToHostException _ -> "there is no way to this host in the network";
      case EOFException _ -> "it has closed the connection";
      case SSLException tls -> ofTls(tls);
      case IOException _ -> ofMessage(message);
      default -> null;
    };
  }

  /** What Java says about a socket; it has no types for these. */
  private static String ofMessage(String message) {
    if (message.startsWith("it ")) {
      return message; // PacketGuard's
    }
    if (message.contains("refused")) {
      return "the connection is refused; no broker listens there";
    }
    if (message.contains("unreachable")) {
      return "there is no way to this host in the network";
    }
    if (message.contains("not permitted") || message.contains("Permission denied")) {
      return "the service may not reach it; its unit needs IPAddressAllow";
    }
    if (message.contains("reset") || message.contains("Broken pipe")) {
      return "it has closed the connection";
    }
    return null;
  }

  private static String ofTls(SSLException failure) {
    if (has(failure, CertificateExpiredException.class)) {
      return "its certificate has expired, or this computer's clock is wrong";
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "no CA that is trusted here has signed its certificate; mqtt-ca names another one";
    }
    if (has(failure, CertificateException.class)) {
      return "its certificate is for another host name";
    }
    String message = String.valueOf(failure.getMessage());
    return message.contains("Unsupported or unrecognized")
        ? "it does not speak TLS on this port"
        : "TLS fails: " + OneLine.of(message);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return failure != null && (kind.isInstance(failure) || has(failure.getCause(), kind));
  }
}
