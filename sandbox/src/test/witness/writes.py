"""Conditions, checksums, uploads in parts, copies."""
import concurrent.futures, time
from harness import *

BIG = 5 * MIB
WRONG = '"00000000000000000000000000000000"'


@check
def conditions_of_reads(b):
    tag = put(b, 'a', b'hello')['ETag']
    when = head(b, 'a')['LastModified']
    assert get(b, 'a', IfMatch=tag) == b'hello' and get(b, 'a', IfMatch=tag.strip('"')) == b'hello'
    fails(412, 'PreconditionFailed', get, b, 'a', IfMatch=WRONG)
    fails(304, '304', get, b, 'a', IfNoneMatch=tag)
    fails(304, '304', get, b, 'a', IfNoneMatch='*')
    assert get(b, 'a', IfNoneMatch=WRONG) == b'hello'
    fails(304, '304', get, b, 'a', IfModifiedSince=when)
    assert get(b, 'a', IfModifiedSince=when - datetime.timedelta(seconds=1)) == b'hello'
    assert get(b, 'a', IfUnmodifiedSince=when) == b'hello'
    fails(412, 'PreconditionFailed', get, b, 'a', IfUnmodifiedSince=when - datetime.timedelta(seconds=1))
    fails(412, '412', head, b, 'a', IfMatch=WRONG)
    fails(304, '304', head, b, 'a', IfNoneMatch=tag)
    assert get(b, 'a', IfMatch=tag, IfUnmodifiedSince=when - datetime.timedelta(seconds=1)) == b'hello'


@check
def conditions_of_writes(b):
    tag = put(b, 'a', b'one', IfNoneMatch='*')['ETag']
    fails(412, 'PreconditionFailed', put, b, 'a', b'two', IfNoneMatch='*')
    fails(412, 'PreconditionFailed', put, b, 'a', b'two', IfMatch=WRONG)
    fails(404, 'NoSuchKey', put, b, 'absent', b'two', IfMatch=tag)
    put(b, 'a', b'two', IfMatch=tag)
    assert get(b, 'a') == b'two'
    fails(501, 'NotImplemented', put, b, 'a', b'three', IfNoneMatch=WRONG)


@check
def one_of_eight_wins(b):
    def attempt(i):
        try:
            client().put_object(Bucket=b, Key='race', Body=str(i).encode(), IfNoneMatch='*')
            return 1
        except ClientError as e:
            assert e.response['ResponseMetadata']['HTTPStatusCode'] == 412
            return 0
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


@check
def conditions_of_deletes(b):
    tag = put(b, 'a')['ETag']
    fails(412, 'PreconditionFailed', s3.delete_object, Bucket=b, Key='a', IfMatch=WRONG)
    s3.delete_object(Bucket=b, Key='a', IfMatch=tag)
    assert keys(b) == []
    tag = put(b, 'a')['ETag']
    put(b, 'b')
    answer = s3.delete_objects(Bucket=b, Delete={'Objects': [{'Key': 'a', 'ETag': tag}, {'Key': 'b', 'ETag': WRONG}]})
    assert [d['Key'] for d in answer['Deleted']] == ['a'] and [(e['Key'], e['Code']) for e in answer['Errors']] == [('b', 'PreconditionFailed')]


@check
def conditions_of_copies(b):
    tag = put(b, 'a', b'one')['ETag']
    put(b, 'b', b'two')
    copy = lambda **k: s3.copy_object(Bucket=b, Key='b', CopySource={'Bucket': b, 'Key': 'a'}, **k)
    fails(412, 'PreconditionFailed', copy, CopySourceIfMatch=WRONG)
    fails(412, 'PreconditionFailed', copy, CopySourceIfNoneMatch=tag)
    when = head(b, 'a')['LastModified']
    fails(412, 'PreconditionFailed', copy, CopySourceIfModifiedSince=when)
    fails(412, 'PreconditionFailed', copy, CopySourceIfUnmodifiedSince=when - datetime.timedelta(seconds=1))
    fails(412, 'PreconditionFailed', copy, IfNoneMatch='*')
    fails(412, 'PreconditionFailed', copy, IfMatch=WRONG)
    assert get(b, 'b') == b'two'
    copy(CopySourceIfMatch=tag, CopySourceIfUnmodifiedSince=when - datetime.timedelta(seconds=1), IfMatch=etag(b'two'))
    assert get(b, 'b') == b'one'


@check
def conditions_of_completions(b):
    put(b, 'a', b'old')
    upload, sent = parts(b, 'a', b'new')
    fails(412, 'PreconditionFailed', complete, b, 'a', upload, sent, IfNoneMatch='*')
    fails(412, 'PreconditionFailed', complete, b, 'a', upload, sent, IfMatch=WRONG)
    complete(b, 'a', upload, sent, IfMatch=etag(b'old'))
    assert get(b, 'a') == b'new'


ALGORITHMS = {'CRC32': crc32, 'SHA1': lambda d: base64.b64encode(hashlib.sha1(d).digest()).decode(), 'SHA256': lambda d: base64.b64encode(hashlib.sha256(d).digest()).decode(),
              'CRC32C': lambda d: {b'hello': 'mnG7TA=='}[d], 'CRC64NVME': lambda d: {b'hello': 'M3eFcAZSQlc='}[d]}


@check
def checksums_are_verified_and_kept(b):
    for name, of in ALGORITHMS.items():
        field = 'Checksum' + name
        put(b, name, b'hello', **{field: of(b'hello')})
        h = head(b, name, ChecksumMode='ENABLED')
        assert h[field] == of(b'hello') and h['ChecksumType'] == 'FULL_OBJECT', name
        assert field not in head(b, name)
        fails(400, 'BadDigest', put, b, 'wrong', b'jello', **{field: of(b'hello')})
        fails(400, 'InvalidRequest', put, b, 'wrong', b'hello', **{field: 'no base64!'})
        assert get(b, name, ChecksumMode='ENABLED') == b'hello'
    assert 'wrong' not in keys(b)


@check
def a_checksum_is_computed_where_none_was_sent(b):
    client(request_checksum_calculation='when_required').put_object(Bucket=b, Key='a', Body=b'hello')
    assert head(b, 'a', ChecksumMode='ENABLED')['ChecksumCRC64NVME'] == 'M3eFcAZSQlc='


@check
def content_md5(b):
    right = base64.b64encode(hashlib.md5(b'hello').digest()).decode()
    put(b, 'a', b'hello', ContentMD5=right)
    fails(400, 'BadDigest', put, b, 'a', b'jello', ContentMD5=right)
    fails(400, 'InvalidDigest', put, b, 'a', b'hello', ContentMD5='short')


@check
def a_copy_keeps_the_checksum_or_computes_another(b):
    put(b, 'a', b'hello', ChecksumSHA256=ALGORITHMS['SHA256'](b'hello'))
    s3.copy_object(Bucket=b, Key='b', CopySource={'Bucket': b, 'Key': 'a'})
    assert head(b, 'b', ChecksumMode='ENABLED')['ChecksumSHA256'] == ALGORITHMS['SHA256'](b'hello')
    s3.copy_object(Bucket=b, Key='c', CopySource={'Bucket': b, 'Key': 'a'}, ChecksumAlgorithm='CRC32C')
    assert head(b, 'c', ChecksumMode='ENABLED')['ChecksumCRC32C'] == 'mnG7TA=='


@check
def composite_checksums(b):
    one, two = os.urandom(BIG), b'end'
    for name, digest in (('SHA256', lambda d: hashlib.sha256(d).digest()), ('SHA1', lambda d: hashlib.sha1(d).digest()), ('CRC32', lambda d: zlib.crc32(d).to_bytes(4, 'big'))):
        upload = s3.create_multipart_upload(Bucket=b, Key=name, ChecksumAlgorithm=name)
        assert upload['ChecksumType'] == 'COMPOSITE'
        sent = []
        for i, body in enumerate((one, two), 1):
            answer = s3.upload_part(Bucket=b, Key=name, UploadId=upload['UploadId'], PartNumber=i, Body=body, ChecksumAlgorithm=name)
            sent.append({'PartNumber': i, 'ETag': answer['ETag'], 'Checksum' + name: answer['Checksum' + name]})
        fails(400, 'InvalidRequest', complete, b, name, upload['UploadId'], [{k: v for k, v in p.items() if not k.startswith('Checksum')} for p in sent])
        fails(400, 'InvalidPart', complete, b, name, upload['UploadId'], [{**sent[0], 'Checksum' + name: sent[1]['Checksum' + name]}, sent[1]])
        want = base64.b64encode(digest(digest(one) + digest(two))).decode() + '-2'
        assert complete(b, name, upload['UploadId'], sent)['Checksum' + name] == want
        h = head(b, name, ChecksumMode='ENABLED')
        assert (h['Checksum' + name], h['ChecksumType']) == (want, 'COMPOSITE')
        a = s3.get_object_attributes(Bucket=b, Key=name, ObjectAttributes=['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'])
        assert a['ObjectSize'] == BIG + 3 and a['StorageClass'] == 'STANDARD' and a['Checksum']['Checksum' + name] == want and a['Checksum']['ChecksumType'] == 'COMPOSITE'
        assert a['ObjectParts']['TotalPartsCount'] == 2 and [p['Size'] for p in a['ObjectParts']['Parts']] == [BIG, 3]
        assert a['ObjectParts']['Parts'][1]['Checksum' + name] == sent[1]['Checksum' + name]
        page = s3.get_object_attributes(Bucket=b, Key=name, ObjectAttributes=['ObjectParts'], MaxParts=1)['ObjectParts']
        assert page['IsTruncated'] and len(page['Parts']) == 1 and page['NextPartNumberMarker'] == 1


@check
def full_object_checksums(b):
    body = os.urandom(BIG) + b'end'
    upload = s3.create_multipart_upload(Bucket=b, Key='a', ChecksumAlgorithm='CRC32', ChecksumType='FULL_OBJECT')['UploadId']
    sent = [{'PartNumber': i, 'ETag': s3.upload_part(Bucket=b, Key='a', UploadId=upload, PartNumber=i, Body=part)['ETag']} for i, part in enumerate((body[:BIG], body[BIG:]), 1)]
    fails(400, 'BadDigest', complete, b, 'a', upload, sent, ChecksumCRC32='AAAAAA==', ChecksumType='FULL_OBJECT')
    fails(400, 'InvalidRequest', complete, b, 'a', upload, sent, MpuObjectSize=7)
    complete(b, 'a', upload, sent, ChecksumCRC32=crc32(body), ChecksumType='FULL_OBJECT', MpuObjectSize=len(body))
    h = head(b, 'a', ChecksumMode='ENABLED')
    assert (h['ChecksumCRC32'], h['ChecksumType']) == (crc32(body), 'FULL_OBJECT')
    fails(400, 'InvalidRequest', s3.create_multipart_upload, Bucket=b, Key='x', ChecksumAlgorithm='SHA256', ChecksumType='FULL_OBJECT')
    fails(400, 'InvalidRequest', s3.create_multipart_upload, Bucket=b, Key='x', ChecksumAlgorithm='CRC64NVME', ChecksumType='COMPOSITE')


@check
def parts_tell_their_checksums(b):
    sha = lambda d: base64.b64encode(hashlib.sha256(d).digest()).decode()
    one, two = os.urandom(BIG), b'end'
    put(b, 'source', one + two)
    upload = s3.create_multipart_upload(Bucket=b, Key='a', ChecksumAlgorithm='SHA256')['UploadId']
    copied = s3.upload_part_copy(Bucket=b, Key='a', UploadId=upload, PartNumber=1, CopySource={'Bucket': b, 'Key': 'source'}, CopySourceRange=f'bytes=0-{BIG - 1}')['CopyPartResult']
    assert copied['ChecksumSHA256'] == sha(one)
    sent = s3.upload_part(Bucket=b, Key='a', UploadId=upload, PartNumber=2, Body=two, ChecksumAlgorithm='SHA256')
    listed = s3.list_parts(Bucket=b, Key='a', UploadId=upload)
    assert [p['ChecksumSHA256'] for p in listed['Parts']] == [sha(one), sha(two)]
    complete(b, 'a', upload, [{'PartNumber': i, 'ETag': p['ETag'], 'ChecksumSHA256': p['ChecksumSHA256']} for i, p in enumerate((copied, sent), 1)])
    for i, body in enumerate((one, two), 1):
        part = s3.get_object(Bucket=b, Key='a', PartNumber=i, ChecksumMode='ENABLED')
        assert (part['ChecksumSHA256'], part['ChecksumType'], part['Body'].read()) == (sha(body), 'COMPOSITE', body)
        assert head(b, 'a', PartNumber=i, ChecksumMode='ENABLED')['ChecksumSHA256'] == sha(body)


@check
def a_wrong_checksum_of_a_part_is_refused(b):
    upload = s3.create_multipart_upload(Bucket=b, Key='a')['UploadId']
    fails(400, 'BadDigest', s3.upload_part, Bucket=b, Key='a', UploadId=upload, PartNumber=1, Body=b'jello', ChecksumCRC32=crc32(b'hello'))


@check
def an_upload_becomes_an_object(b):
    one, two = os.urandom(BIG), b'end'
    upload, sent = parts(b, 'a', one, two, Metadata={'colour': 'blue'}, CacheControl='max-age=1', Tagging='big=yes', StorageClass='STANDARD_IA')
    assert keys(b) == []
    want = '"' + md5(hashlib.md5(one).digest() + hashlib.md5(two).digest()) + '-2"'
    assert complete(b, 'a', upload, sent)['ETag'] == want
    h = head(b, 'a')
    assert (h['ETag'], h['Metadata'], h['CacheControl'], h['StorageClass'], h['ContentLength']) == (want, {'colour': 'blue'}, 'max-age=1', 'STANDARD_IA', BIG + 3)
    assert s3.get_object_tagging(Bucket=b, Key='a')['TagSet'] == [{'Key': 'big', 'Value': 'yes'}]
    assert get(b, 'a') == one + two
    assert complete(b, 'a', upload, sent)['ETag'] == want
    second = s3.get_object(Bucket=b, Key='a', PartNumber=2)
    assert (second['Body'].read(), second['PartsCount'], second['ContentRange']) == (two, 2, f'bytes {BIG}-{BIG + 2}/{BIG + 3}')
    assert (head(b, 'a', PartNumber=1)['ContentLength'], head(b, 'a', PartNumber=1)['PartsCount']) == (BIG, 2)
    fails(416, 'InvalidPartNumber', s3.get_object, Bucket=b, Key='a', PartNumber=3)
    assert get(b, 'a', Range=f'bytes={BIG - 2}-{BIG}') == one[-2:] + b'e'
    put(b, 'single', b'one')
    assert get(b, 'single', PartNumber=1) == b'one'


@check
def rules_of_parts(b):
    a, z = os.urandom(BIG), os.urandom(BIG + 77)
    upload, sent = parts(b, 'a', a, z, b'end', numbers=[2, 7, 10000])
    assert complete(b, 'a', upload, sent)['ETag'].endswith('-3"') and get(b, 'a') == a + z + b'end'
    upload, sent = parts(b, 'b', a, b'end')
    again = s3.upload_part(Bucket=b, Key='b', UploadId=upload, PartNumber=2, Body=b'END')['ETag']
    fails(400, 'InvalidPart', complete, b, 'b', upload, sent)
    fails(400, 'InvalidPartOrder', complete, b, 'b', upload, [{'PartNumber': 2, 'ETag': again}, sent[0]])
    fails(400, 'InvalidPart', complete, b, 'b', upload, [sent[0], {'PartNumber': 3, 'ETag': again}])
    fails(400, 'MalformedXML', complete, b, 'b', upload, [])
    complete(b, 'b', upload, [sent[0], {'PartNumber': 2, 'ETag': again}])
    assert get(b, 'b') == a + b'END'
    upload, sent = parts(b, 'c', b'small', b'end')
    fails(400, 'EntityTooSmall', complete, b, 'c', upload, sent)
    fails(404, 'NoSuchUpload', complete, b, 'other-key', upload, sent)
    fails(404, 'NoSuchUpload', complete, b, 'c', 'no-such-id', sent)
    for number in (0, 10001):
        fails(400, 'InvalidArgument', s3.upload_part, Bucket=b, Key='c', UploadId=upload, PartNumber=number, Body=b'x')


@check
def an_abort_ends_an_upload(b):
    upload, sent = parts(b, 'a', b'x')
    s3.abort_multipart_upload(Bucket=b, Key='a', UploadId=upload)
    fails(404, 'NoSuchUpload', s3.upload_part, Bucket=b, Key='a', UploadId=upload, PartNumber=1, Body=b'x')
    fails(404, 'NoSuchUpload', complete, b, 'a', upload, sent)
    fails(404, 'NoSuchUpload', s3.list_parts, Bucket=b, Key='a', UploadId=upload)
    fails(404, 'NoSuchUpload', s3.abort_multipart_upload, Bucket=b, Key='a', UploadId=upload)


@check
def parts_are_copied(b):
    body = os.urandom(BIG + MIB)
    tag = put(b, 'source ü+', body)['ETag']
    source = {'Bucket': b, 'Key': 'source ü+'}
    upload = s3.create_multipart_upload(Bucket=b, Key='a')['UploadId']
    copy = lambda n, **k: s3.upload_part_copy(Bucket=b, Key='a', UploadId=upload, PartNumber=n, CopySource=source, **k)
    fails(412, 'PreconditionFailed', copy, 1, CopySourceIfMatch=WRONG)
    fails(400, 'InvalidArgument', copy, 1, CopySourceRange=f'bytes=0-{len(body)}')
    one = copy(1, CopySourceIfMatch=tag)['CopyPartResult']['ETag']
    two = copy(2, CopySourceRange='bytes=10-19')['CopyPartResult']['ETag']
    assert (one, two) == (etag(body), etag(body[10:20]))
    complete(b, 'a', upload, [{'PartNumber': 1, 'ETag': one}, {'PartNumber': 2, 'ETag': two}])
    assert get(b, 'a') == body + body[10:20]


@check
def uploads_and_parts_are_listed_by_pages(b):
    opened = [(k, s3.create_multipart_upload(Bucket=b, Key=k)['UploadId']) for k in ('a', 'a', 'b/1', 'b/2', 'c')]
    for size in range(1, 7):
        seen, marker = [], {}
        while True:
            page = s3.list_multipart_uploads(Bucket=b, MaxUploads=size, **marker)
            seen += [(u['Key'], u['UploadId']) for u in page.get('Uploads', [])]
            if not page['IsTruncated']:
                break
            marker = {'KeyMarker': page['NextKeyMarker'], 'UploadIdMarker': page['NextUploadIdMarker']}
        assert seen == opened, size
    assert [u['Key'] for u in s3.list_multipart_uploads(Bucket=b, Prefix='b/')['Uploads']] == ['b/1', 'b/2']
    page = s3.list_multipart_uploads(Bucket=b, Delimiter='/')
    assert [p['Prefix'] for p in page['CommonPrefixes']] == ['b/'] and len(page['Uploads']) == 3
    assert [u['Key'] for u in s3.list_multipart_uploads(Bucket=b, KeyMarker='b/1')['Uploads']] == ['b/2', 'c']
    upload = opened[4][1]
    for number in (1, 3, 5, 9):
        s3.upload_part(Bucket=b, Key='c', UploadId=upload, PartNumber=number, Body=b'x' * number)
    for size in range(1, 6):
        found = [p['PartNumber'] for page in s3.get_paginator('list_parts').paginate(Bucket=b, Key='c', UploadId=upload, PaginationConfig={'PageSize': size}) for p in page['Parts']]
        assert found == [1, 3, 5, 9], size
    part = s3.list_parts(Bucket=b, Key='c', UploadId=upload)['Parts'][1]
    assert (part['ETag'], part['Size']) == (etag(b'xxx'), 3) and part['LastModified']


@check
def copies(b):
    put(b, 'a ü+%', b'hello', ContentType='text/x', CacheControl='max-age=1', Metadata={'colour': 'blue'}, Tagging='team=red', StorageClass='STANDARD_IA', WebsiteRedirectLocation='/x')
    source = {'Bucket': b, 'Key': 'a ü+%'}
    assert s3.copy_object(Bucket=b, Key='b', CopySource=source)['CopyObjectResult']['ETag'] == etag(b'hello')
    h = head(b, 'b')
    assert (h['ContentType'], h['CacheControl'], h['Metadata'], h.get('StorageClass'), h.get('WebsiteRedirectLocation')) == ('text/x', 'max-age=1', {'colour': 'blue'}, None, None)
    assert s3.get_object_tagging(Bucket=b, Key='b')['TagSet'] == [{'Key': 'team', 'Value': 'red'}]
    s3.copy_object(Bucket=b, Key='c', CopySource=source, MetadataDirective='REPLACE', ContentType='text/y', Metadata={'shape': 'round'}, TaggingDirective='REPLACE', Tagging='new=tag')
    h = head(b, 'c')
    assert (h['ContentType'], h.get('CacheControl'), h['Metadata']) == ('text/y', None, {'shape': 'round'})
    assert s3.get_object_tagging(Bucket=b, Key='c')['TagSet'] == [{'Key': 'new', 'Value': 'tag'}]
    fails(404, 'NoSuchKey', s3.copy_object, Bucket=b, Key='c', CopySource={'Bucket': b, 'Key': 'absent'})
    fails(404, 'NoSuchBucket', s3.copy_object, Bucket=b, Key='c', CopySource={'Bucket': 'witness-absent', 'Key': 'absent'})
    assert get(b, 'c') == b'hello'


@check
def copies_onto_themselves(b):
    put(b, 'a', b'hello', Metadata={'colour': 'blue'})
    itself = dict(Bucket=b, Key='a', CopySource={'Bucket': b, 'Key': 'a'})
    fails(400, 'InvalidRequest', s3.copy_object, **itself)
    s3.copy_object(**itself, MetadataDirective='REPLACE', Metadata={'shape': 'round'})
    assert head(b, 'a')['Metadata'] == {'shape': 'round'}
    s3.copy_object(**itself, StorageClass='STANDARD_IA')
    assert head(b, 'a')['StorageClass'] == 'STANDARD_IA'
    s3.copy_object(**itself, ServerSideEncryption='AES256')


@check
def a_copy_of_a_multipart_object_has_a_plain_etag(b):
    upload, sent = parts(b, 'a', b'hello')
    complete(b, 'a', upload, sent)
    assert s3.copy_object(Bucket=b, Key='b', CopySource={'Bucket': b, 'Key': 'a'})['CopyObjectResult']['ETag'] == etag(b'hello')


done()
