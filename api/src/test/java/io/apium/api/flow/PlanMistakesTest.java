package io.apium.api.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.api.ApiTest;
import io.apium.api.Http;
import io.apium.api.Http.Answer;
import io.apium.store.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class PlanMistakesTest {

    private static final String VALIDATE = "/v1/flows:validate";

    @Autowired
    Http http;

    @Autowired
    BlobStore blobs;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'map':{'task':'t'}}                                                       | /map | no previous step",
                "{'map':{'task':'t','over':{'range':[1]}}} | /map/over/range | whole numbers",
                "{'map':{'task':'t','over':{'range':[1,2,0]}}} | /map/over/range | must not be 0",
                "{'map':{'task':'t','over':{'lines':'b'}}} | /map/over/lines | blob:sha256:",
                "{'map':{'task':'t','over':{'lines':'{NONE}'}}} | /map/over/lines | unknown or has expired",
                "{'map':{'task':'t','over':{'items':[],'range':[0,1]}}}                     | /map/over | items, range",
                "{'map':{'task':'t','over':{'items':[]},'chunk':200000}}                    | /map/chunk | 100000",
                "{'map':{'task':'t','over':{'items':[]},'chunk':'some'}}                    | /map/chunk | auto",
                "{'map':{'task':'t','over':{'items':[]},'window':0}}                        | /map/window | 10000",
                "{'map':{'task':'t','over':{'items':[]},'reduce':{'task':'r','fanIn':1}}}   | /map/reduce/fanIn | 2 to",
                "{'map':{'task':'t','over':{'items':[]},'onFailure':'maybe'}}               | /map/onFailure | fail, skip",
                "{'scatter':{'task':'t','over':{'items':[]}}}                               | /scatter/slices | missing",
                "{'allReduce':{'task':'t','each':{'task':'e'}}} | /allReduce/over | previous result",
                "{'chain':[{'task':'a'},{'scan':{'task':'t','slices':2}}]} | /chain/1/scan/over | previous result",
                "{'task':'t','undo':{'x':1}}                                                | /undo/x | unknown field",
                "{'task':'t','deadline':'soon'}                                             | /deadline | 30s",
                "{'task':'t','deadline':0}                                                  | /deadline | over 0",
                "{'chain':[{'task':'t','deadline':1,'onFailure':'skip'}]} | /chain/0/deadline | unknown field",
                "{'dag':{}}                                                                 | /dag | at least one node",
                "{'dag':{'a b':{'task':'t'}}}                                               | /dag | a b",
                "{'dag':{'a':{'task':'t','after':['b']},'b':{'task':'t','after':['a']}}}    | /dag | a → b → a",
                "{'dag':{'a.b':{'map':{'task':'t','over':{'result':'c'}}}}}                 | /dag/a.b/map | no node 'c'",
                "{'group':[{'dag':{'a':{'task':'t','args':[{'result':'b'}]}}}]}             | /group/0/dag/a | no node 'b'",
                "{'mpa':{}}                                                                 | '' | scan, task",
            })
    void a_mistake_is_told_with_its_place(String body, String pointer, String words) {
        String none = "blob:sha256:" + "0".repeat(64);

        Answer answer = http.post(VALIDATE, body.replace('\'', '"').replace("{NONE}", none));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer);
        assertThat(answer.text("/errors/0/detail")).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'task':'t','onFailure':{'default':null},'undo':{'task':'u'}}",
                "{'task':'t','deadline':1.5}",
                "{'task':'t','deadline':'PT30S'}",
                "{'map':{'task':'t','over':{'lines':'{BLOB}'},'chunk':4096,'onFailure':'skip'}}",
                "{'map':{'task':'t','over':{'records':'{BLOB}'},'chunk':'auto','reduce':{'task':'r'}}}",
                "{'reduce':{'task':'r','over':{'range':[0,10]},'fanIn':2}}",
                "{'chord':{'header':[{'map':{'task':'t','over':{'items':[]}}}],'body':{'scatter':{'task':'t','slices':2}}}}",
                "{'dag':{'a':{'task':'t'},'b':{'chain':[{'task':'t','args':[{'result':'a'}]}],'after':['a']}}}",
                "{'allReduce':{'task':'r','over':{'range':[0,9]},'each':{'task':'e','args':[1]}}}",
                "{'dag':{'a':{'task':'t'},'b':{'scan':{'task':'r','over':{'result':'a'},'slices':3}}}}",
            })
    void every_form_is_read(String body) throws IOException {
        byte[] text = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
        String blob = blobs.write(new ByteArrayInputStream(text), "text/plain", Duration.ofMinutes(1))
                .blob()
                .id()
                .reference();

        Answer answer = http.post(VALIDATE, body.replace('\'', '"').replace("{BLOB}", blob));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text("/carrier")).isEqualTo("scheduler");
    }

    @Test
    void a_flow_has_limits() {
        String many = "{\"deadline\":1,\"group\":[" + "{\"task\":\"t\"},".repeat(2_000) + "{\"task\":\"t\"}]}";
        String deep = "{\"chain\":[".repeat(40) + "{\"task\":\"t\"}" + "]}".repeat(40);

        assertThat(http.post(VALIDATE, many).text("/detail")).contains("2000 nodes");
        assertThat(http.post(VALIDATE, "{\"dag\":{\"a\":" + deep + "}}").text("/detail"))
                .contains("32 deep");
    }
}
