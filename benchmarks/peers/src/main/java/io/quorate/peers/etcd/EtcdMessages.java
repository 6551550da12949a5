package io.quorate.peers.etcd;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What is said to etcd, by hand: three calls of {@code rpc.proto}, and of their messages the fields
 * that are needed here.
 */
final class EtcdMessages {
    static final MethodDescriptor<byte[], byte[]> PUT = call("etcdserverpb.KV/Put");
    static final MethodDescriptor<byte[], byte[]> RANGE = call("etcdserverpb.KV/Range");
    static final MethodDescriptor<byte[], byte[]> STATUS =
            call("etcdserverpb.Maintenance/Status");

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int RANGE_KVS = 2;
    private static final int KV_VERSION = 4;
    private static final int HEADER = 1;
    private static final int HEADER_MEMBER = 2;
    private static final int STATUS_LEADER = 4;

    private EtcdMessages() {
    }

    private static MethodDescriptor<byte[], byte[]> call(final String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName(name)
                .setRequestMarshaller(new Bytes()).setResponseMarshaller(new Bytes()).build();
    }

    /** Puts a value under a key. */
    static byte[] put(final byte[] key, final byte[] value) {
        try {
            final byte[] message = new byte[CodedOutputStream.computeByteArraySize(KEY, key)
                    + CodedOutputStream.computeByteArraySize(VALUE, value)];
            final CodedOutputStream out = CodedOutputStream.newInstance(message);
            out.writeByteArray(KEY, key);
            out.writeByteArray(VALUE, value);
            return message;
        } catch (final IOException e) {
            throw new UncheckedIOException("the array is as long as the message", e);
        }
    }

    /** Asks for a key. */
    static byte[] range(final byte[] key) {
        try {
            final byte[] message = new byte[CodedOutputStream.computeByteArraySize(KEY, key)];
            CodedOutputStream.newInstance(message).writeByteArray(KEY, key);
            return message;
        } catch (final IOException e) {
            throw new UncheckedIOException("the array is as long as the message", e);
        }
    }

    /** How often the key has been put, by the answer to {@link #range}; 0 if it is not there. */
    static long version(final byte[] answer) {
        final byte[] kv = bytes(answer, RANGE_KVS);
        return kv.length == 0 ? 0 : number(kv, KV_VERSION);
    }

    /** Who leads, as the answer to a question for the status says; 0 if nobody does. */
    static long leader(final byte[] status) {
        return number(status, STATUS_LEADER);
    }

    /** Who gave an answer. */
    static long member(final byte[] answer) {
        return number(bytes(answer, HEADER), HEADER_MEMBER);
    }

    private static long number(final byte[] message, final int field) {
        try {
            final CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == field) {
                    return in.readUInt64();
                }
                in.skipField(tag);
            }
            return 0;
        } catch (final IOException e) {
            throw new UncheckedIOException("etcd's answer is no protobuf", e);
        }
    }

    private static byte[] bytes(final byte[] message, final int field) {
        try {
            final CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == field) {
                    return in.readByteArray();
                }
                in.skipField(tag);
            }
            return new byte[0];
        } catch (final IOException e) {
            throw new UncheckedIOException("etcd's answer is no protobuf", e);
        }
    }

    /** Bytes as they are. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(final byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(final InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (final IOException e) {
                throw new UncheckedIOException("etcd's answer broke off", e);
            }
        }
    }
}
