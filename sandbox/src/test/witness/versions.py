"""Versions."""
from harness import *


def versions(b, **kwargs):
    page = s3.list_object_versions(Bucket=b, **kwargs)
    assert not page['IsTruncated']
    return page


@check
def the_state_of_versioning_is_told(b):
    assert 'Status' not in s3.get_bucket_versioning(Bucket=b)
    for state in ('Enabled', 'Suspended'):
        s3.put_bucket_versioning(Bucket=b, VersioningConfiguration={'Status': state})
        assert s3.get_bucket_versioning(Bucket=b)['Status'] == state


@check
def each_put_has_its_version(_):
    b = bucket(versioned=True)
    ids = [put(b, 'a', str(i).encode())['VersionId'] for i in range(3)]
    assert len(set(ids)) == 3
    assert [get(b, 'a', VersionId=v) for v in ids] == [b'0', b'1', b'2'] and get(b, 'a') == b'2'
    assert head(b, 'a')['VersionId'] == ids[2] and head(b, 'a', VersionId=ids[0])['VersionId'] == ids[0]
    rows = versions(b)['Versions']
    assert [(r['VersionId'], r['IsLatest']) for r in rows] == [(ids[2], True), (ids[1], False), (ids[0], False)]
    fails(404, 'NoSuchVersion', get, b, 'a', VersionId='no-such-version')


@check
def pages_of_versions(_):
    b = bucket(versioned=True)
    for key in ('a', 'b', 'c'):
        for i in range(4):
            put(b, key, str(i).encode())
    s3.delete_object(Bucket=b, Key='b')
    whole = versions(b)
    want = sorted([(r['Key'], r['VersionId']) for r in whole['Versions'] + whole['DeleteMarkers']])
    for size in range(1, 15):
        seen, marker = [], {}
        while True:
            page = s3.list_object_versions(Bucket=b, MaxKeys=size, **marker)
            rows = page.get('Versions', []) + page.get('DeleteMarkers', [])
            assert len(rows) <= size
            seen += [(r['Key'], r['VersionId']) for r in rows]
            if not page['IsTruncated']:
                break
            marker = {'KeyMarker': page['NextKeyMarker'], 'VersionIdMarker': page['NextVersionIdMarker']}
        assert sorted(seen) == want and len(seen) == 13, size
    assert {r['Key'] for r in versions(b, KeyMarker='b')['Versions']} == {'c'}


@check
def versions_by_prefix_and_delimiter(_):
    b = bucket(versioned=True)
    for key in ('a', 'b/1', 'b/2', 'c'):
        put(b, key), put(b, key)
    assert {r['Key'] for r in versions(b, Prefix='b/')['Versions']} == {'b/1', 'b/2'}
    page = versions(b, Delimiter='/')
    assert [r['Key'] for r in page['Versions']] == ['a', 'a', 'c', 'c'] and [p['Prefix'] for p in page['CommonPrefixes']] == ['b/']


@check
def a_delete_marker_hides_and_can_be_removed(_):
    b = bucket(versioned=True)
    version = put(b, 'a', b'hello')['VersionId']
    marker = s3.delete_object(Bucket=b, Key='a')
    assert marker['DeleteMarker'] is True and keys(b) == []
    answer = fails(404, 'NoSuchKey', get, b, 'a')
    assert answer['ResponseMetadata']['HTTPHeaders']['x-amz-delete-marker'] == 'true'
    answer = fails(405, 'MethodNotAllowed', get, b, 'a', VersionId=marker['VersionId'])
    assert answer['ResponseMetadata']['HTTPHeaders']['x-amz-delete-marker'] == 'true'
    fails(405, '405', head, b, 'a', VersionId=marker['VersionId'])
    assert get(b, 'a', VersionId=version) == b'hello'
    page = versions(b)
    assert page['DeleteMarkers'][0]['IsLatest'] and not page['Versions'][0]['IsLatest']
    fails(409, 'BucketNotEmpty', s3.delete_bucket, Bucket=b)
    gone = s3.delete_object(Bucket=b, Key='a', VersionId=marker['VersionId'])
    assert gone['DeleteMarker'] is True and gone['VersionId'] == marker['VersionId']
    assert get(b, 'a') == b'hello'
    fails(404, 'NoSuchKey', s3.copy_object, Bucket=b, Key='b', CopySource={'Bucket': b, 'Key': 'none'})


@check
def the_version_before_becomes_current(_):
    b = bucket(versioned=True)
    old, new = put(b, 'a', b'old')['VersionId'], put(b, 'a', b'new')['VersionId']
    s3.delete_object(Bucket=b, Key='a', VersionId=new)
    assert get(b, 'a') == b'old' and head(b, 'a')['VersionId'] == old


@check
def a_suspended_bucket_replaces_the_null_version(b):
    put(b, 'a', b'before')
    s3.put_bucket_versioning(Bucket=b, VersioningConfiguration={'Status': 'Enabled'})
    assert head(b, 'a')['VersionId'] == 'null'
    kept = put(b, 'a', b'kept')['VersionId']
    s3.put_bucket_versioning(Bucket=b, VersioningConfiguration={'Status': 'Suspended'})
    assert put(b, 'a', b'one')['VersionId'] == 'null' and put(b, 'a', b'two')['VersionId'] == 'null'
    assert [r['VersionId'] for r in versions(b)['Versions']] == ['null', kept]
    assert get(b, 'a', VersionId='null') == b'two' and get(b, 'a', VersionId=kept) == b'kept'
    assert s3.delete_object(Bucket=b, Key='a')['VersionId'] == 'null'
    page = versions(b)
    assert [r['VersionId'] for r in page['DeleteMarkers']] == ['null'] and [r['VersionId'] for r in page['Versions']] == [kept]


@check
def copies_of_versions(_):
    b = bucket(versioned=True)
    old = put(b, 'a', b'old')['VersionId']
    put(b, 'a', b'new')
    answer = s3.copy_object(Bucket=b, Key='b', CopySource={'Bucket': b, 'Key': 'a', 'VersionId': old})
    assert answer['CopySourceVersionId'] == old and answer['VersionId'] and get(b, 'b') == b'old'
    s3.copy_object(Bucket=b, Key='a', CopySource={'Bucket': b, 'Key': 'a', 'VersionId': old})
    assert get(b, 'a') == b'old' and len(versions(b, Prefix='a')['Versions']) == 3
    s3.copy_object(Bucket=b, Key='a', CopySource={'Bucket': b, 'Key': 'a'}, MetadataDirective='REPLACE', Metadata={'x': 'y'})
    assert len(versions(b, Prefix='a')['Versions']) == 4
    marker = s3.delete_object(Bucket=b, Key='a')['VersionId']
    fails(404, 'NoSuchKey', s3.copy_object, Bucket=b, Key='c', CopySource={'Bucket': b, 'Key': 'a'})
    fails(400, 'InvalidRequest', s3.copy_object, Bucket=b, Key='c', CopySource={'Bucket': b, 'Key': 'a', 'VersionId': marker})


@check
def tags_belong_to_versions(_):
    b = bucket(versioned=True)
    old = put(b, 'a', Tagging='v=1')['VersionId']
    put(b, 'a', Tagging='v=2')
    s3.put_object_tagging(Bucket=b, Key='a', VersionId=old, Tagging={'TagSet': [{'Key': 'v', 'Value': '3'}]})
    tag = lambda **k: s3.get_object_tagging(Bucket=b, Key='a', **k)['TagSet'][0]['Value']
    assert (tag(), tag(VersionId=old)) == ('2', '3')


@check
def uploads_make_versions(_):
    b = bucket(versioned=True)
    upload, sent = parts(b, 'a', b'x')
    assert complete(b, 'a', upload, sent)['VersionId'] == head(b, 'a')['VersionId']


@check
def versions_are_deleted_in_batches(_):
    b = bucket(versioned=True)
    ids = [put(b, 'a', str(i).encode())['VersionId'] for i in range(200)]
    answer = s3.delete_objects(Bucket=b, Delete={'Objects': [{'Key': 'a', 'VersionId': v} for v in ids]})
    assert len(answer['Deleted']) == 200 and 'Versions' not in versions(b)
    put(b, 'a')
    answer = s3.delete_objects(Bucket=b, Delete={'Objects': [{'Key': 'a'}]})['Deleted'][0]
    assert answer['DeleteMarker'] is True and answer['DeleteMarkerVersionId']


@check
def the_order_of_one_second_is_kept(_):
    b = bucket(versioned=True)
    ids = [put(b, 'a', str(i).encode())['VersionId'] for i in range(30)]
    assert [r['VersionId'] for r in versions(b)['Versions']] == ids[::-1]


done()
