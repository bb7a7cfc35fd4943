import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node in this process, for tests: TestNode HOME DATA PORT.
 *
 * The distribution cannot be had from Maven, its jars can. What lies in the distribution's modules is
 * missing (painless, rank_feature, analysis beyond the core, delete_by_query, GET /); our engine needs
 * none of it.
 */
public final class TestNode {
    private TestNode() {
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path data = Path.of(arguments[1]).toAbsolutePath();
        int port = Integer.parseInt(arguments[2]);
        configureLogs(data.resolve("logs"));
        Environment environment = new Environment(settings(home, data, port), home.resolve("config"));
        Node node = new Node(environment, PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
            Map.of(),
            false
        ));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node, ended)));
        node.start();
        ended.await();
    }

    private static void configureLogs(Path logs) {
        System.setProperty("es.logs.base_path", logs.toString());
        System.setProperty("es.logs.cluster_name", "portal-tests");
        System.setProperty("es.logs.node_name", "node");
        LogConfigurator.configureESLogging();
    }

    private static Settings settings(Path home, Path data, int port) {
        return Settings.builder()
            .put("path.home", home)
            .put("path.data", data.resolve("node"))
            .put("path.logs", data.resolve("logs"))
            .put("cluster.name", "portal-tests")
            .put("node.name", "node")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", port + 100)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    }

    private static void end(Node node, CountDownLatch ended) {
        try {
            node.prepareForClose();
            node.close();
        } catch (Exception error) {
            error.printStackTrace();
        } finally {
            ended.countDown();
        }
    }
}
